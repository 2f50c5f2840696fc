"""Texts that would run, if some page put them in as they are. Each calls `zqx`, so that what is born of it is known."""

from typing import Any

from lxml import html

CALL = "zqx"
PAYLOADS = [
    *("<script>zqx()</script>", "<ScRiPt>zqx()</sCrIpT>", "<script/src=//zqx.example></script>", "<script>zqx()//"),
    *(
        "<img src=x onerror=zqx()>",
        "<img/src=x/onerror=zqx()>",
        "<img src=x oNeRrOr=zqx()>",
        "<<img src=x onerror=zqx()>",
    ),
    *(
        '"><img src=x onerror=zqx()>',
        "'><img src=x onerror=zqx()>",
        '" onfocus=zqx() autofocus x="',
        "' onfocus=zqx() autofocus x='",
    ),
    *("` onmouseover=zqx() `", " onmouseover=zqx() ", '"onload="zqx()', "x onpointerenter=zqx()"),
    *("<svg onload=zqx()>", "<svg><script>zqx()</script></svg>", "<svg><a href='javascript:zqx()'>x</a></svg>"),
    *("<svg><animate onbegin=zqx() attributeName=x>", "<math><a xlink:href=javascript:zqx()>x</a></math>"),
    *("<body onload=zqx()>", "<iframe src=javascript:zqx()>", "<iframe srcdoc='<script>zqx()</script>'>"),
    *("<object data=javascript:zqx()>", "<embed src=javascript:zqx()>", "<base href=//zqx.example>"),
    *("<link rel=stylesheet href=//zqx.example>", "<meta http-equiv=refresh content='0;url=javascript:zqx()'>"),
    *(
        "<form action=javascript:zqx()><button>x",
        "<button formaction=javascript:zqx()>x",
        "<input onfocus=zqx() autofocus>",
    ),
    *(
        "<details open ontoggle=zqx()>",
        "<video><source onerror=zqx()>",
        "<audio src=x onerror=zqx()>",
        "<marquee onstart=zqx()>",
    ),
    *(
        "<style>*{background:url(//zqx.example)}</style>",
        "<p style=background:url(//zqx.example)>",
        "<textarea autofocus onfocus=zqx()>",
    ),
    *("</title><script>zqx()</script>", "</textarea><script>zqx()</script>", "</script><script>zqx()</script>"),
    *(
        "</style><script>zqx()</script>",
        "--><script>zqx()</script>",
        "]]><script>zqx()</script>",
        "</noscript><script>zqx()</script>",
    ),
    *(
        "javascript:zqx()",
        "JaVaScRiPt:zqx()",
        " javascript:zqx()",
        "java\tscript:zqx()",
        "data:text/html,<script>zqx()</script>",
    ),
    *(
        "vbscript:zqx()",
        "//zqx.example/x",
        "\\\\zqx.example\\x",
        "&lt;script&gt;zqx()&lt;/script&gt;",
        "&#60;script&#62;zqx()",
    ),
    *("{{zqx()}}", "{% zqx %}", "${zqx()}", "<%= zqx() %>", "#{zqx()}", "';zqx();//", '";zqx();//', "\\';zqx();//"),
    *(
        "\u2028zqx()\u2029",
        "＜script＞zqx()＜/script＞",
        "<zqx-x>",
        "<a zqx=1>",
        "<x hx-get=//zqx.example hx-trigger=load>",
    ),
    *("<script>\x00zqx()</script>", "<scr\x00ipt>zqx()</script>", "%3Cscript%3Ezqx()%3C/script%3E"),
]
RUNS = ("javascript:", "data:", "vbscript:")
LINKS = ("href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcdoc")


def born(text: str) -> list[str]:
    """Elements and attributes of a page that a payload made: none, when every text stayed a text."""
    found = []
    for element in html.document_fromstring(text).iter():
        if not isinstance(element.tag, str):
            continue
        runs = element.tag in ("script", "style") and element.get("type") != "application/json"
        if CALL in element.tag or (runs and CALL in (element.text or "")):
            found.append(f"<{element.tag}>")
        found += [
            f"<{element.tag} {name}={value[:60]}>" for name, value in element.attrib.items() if _runs(name, value)
        ]
    return found


def _runs(name: str, value: Any) -> bool:
    bare = "".join(character for character in value.lower() if character > " ")
    if name.lower().startswith("on") or CALL in name or (name == "style" and CALL in value):
        return True
    if name in LINKS:
        is_ours = bare.startswith(("data:image/svg+xml;", "data:image/png;", "data:image/jpeg;base64,"))
        return (bare.startswith(RUNS) and not is_ours) or (CALL in bare and bare.startswith(("//", "\\\\", "/\\")))
    return name.startswith("hx-") and CALL in value and name not in ("hx-vals",)
