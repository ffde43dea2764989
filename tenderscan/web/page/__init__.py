"""The page's own files, as a browser is given them: plain HTML, CSS and JavaScript modules; nothing is built."""
