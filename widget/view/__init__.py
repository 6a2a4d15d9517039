"""Campaign, widget, options and moment into what templates may use."""
