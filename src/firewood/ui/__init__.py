"""The visual language: base page, components, drawings, template tags."""
