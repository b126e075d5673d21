"""PDF -> pages, by PDFium. What is on a page is laid out in `readers/layout/`, which knows no PDF."""
