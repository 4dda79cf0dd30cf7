"""The native API: HTTP in, model values out. Speaks to the floor and the store, holds no truth itself."""
