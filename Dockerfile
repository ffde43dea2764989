# tenderscan with what its optional parts need: Tesseract for scans, LibreOffice for old Office files.
#
#   docker build --tag tenderscan .
#   docker run --rm --volume "$PWD:/work" tenderscan check tender.pdf
#   docker run --rm --publish 127.0.0.1:8383:8383 tenderscan serve --host 0.0.0.0 --token CHOOSE-SIXTEEN-LETTERS
FROM python:3.12-slim

RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      tesseract-ocr tesseract-ocr-nld tesseract-ocr-fra tesseract-ocr-eng tesseract-ocr-deu \
      libreoffice-writer libreoffice-calc fonts-dejavu fonts-liberation \
 && rm -rf /var/lib/apt/lists/*

COPY pyproject.toml README.md LICENSE /src/
COPY tenderscan /src/tenderscan
COPY rules /src/rules
RUN python -m pip install --no-cache-dir "/src[web]" && rm -rf /src

# Files of strangers are never opened by root.
RUN useradd --create-home --uid 1000 tenderscan && mkdir /work && chown tenderscan /work
USER tenderscan
EXPOSE 8383
WORKDIR /work
ENTRYPOINT ["tenderscan"]
CMD ["--help"]
