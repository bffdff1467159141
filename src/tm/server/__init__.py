"""The memory server `tm serve`: the operations over HTTP. It imports no other skin."""
