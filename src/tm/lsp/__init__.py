"""The language server `tm lsp`: what the operations know, in the translator's editor. It imports no other skin."""
