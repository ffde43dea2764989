"""Pictures of pages: takes an image, gives the lines that Tesseract sees in it."""
