"""PDF -> pages, by PDFium. Layout analysis is in `readers/layout/`, which knows nothing about PDF."""
