{% import "snippets/parts.html" as parts with context %}
<figure {{ parts.where() }} style={{ jsx_style([("margin", "0")]) }}>
<div style={{ jsx_style([("containerType", "inline-size")]) }}><iframe src="{{ address("html") }}" title="{{ title }}" width="100%" height="{{ height }}" frameBorder="0" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerPolicy="no-referrer" loading="eager" style={{ jsx_style(style) }} /></div>
<figcaption><p style={{ jsx_style([("margin", ".5em 0 0")]) }}>{{ jsx_text(parts.caption()) }}</p></figcaption>
</figure>
