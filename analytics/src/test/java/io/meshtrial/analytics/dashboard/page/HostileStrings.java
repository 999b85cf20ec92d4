package io.meshtrial.analytics.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Two hundred texts that a page must only show: forty attacks, each plain and dressed in four ways. What one of them
 * runs sets {@code window.hit}.
 */
final class HostileStrings {

    private static final String RUN = "window.hit=1";

    private static final List<String> ATTACKS = List.of(
            // elements and handlers
            "<script>" + RUN + "</script>",
            "</script><script>" + RUN + "</script>",
            "<img src=x onerror=" + RUN + ">",
            "<svg onload=" + RUN + ">",
            "<svg><animate onbegin=" + RUN + " attributeName=x dur=1s>",
            "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
            "<object data='data:text/html,<script>" + RUN + "</script>'></object>",
            "<details open ontoggle=" + RUN + ">",
            "<input autofocus onfocus=" + RUN + ">",
            "<video><source onerror=" + RUN + "></video>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=" + RUN + ">",
            "<noscript><p title=\"</noscript><img src=x onerror=" + RUN + ">\">",
            "<a href=\"javascript:" + RUN + "\" autofocus>x</a>",
            "<base href=https://evil.example/>",
            "<meta http-equiv=refresh content=0;url=javascript:" + RUN + ">",
            "<form id=main><input name=innerHTML></form>",
            // attributes and addresses
            "\" onmouseover=\"" + RUN,
            "' autofocus onfocus='" + RUN,
            "x` onpointerenter=`" + RUN,
            "javascript:" + RUN,
            "data:text/html,<script>" + RUN + "</script>",
            "https://user:pw@evil.example/%00%0d%0aSet-Cookie: a=b",
            // templates and values
            "${" + RUN + "}",
            "{{constructor.constructor('" + RUN + "')()}}",
            "<%= " + RUN + " %>",
            "#{" + RUN + "}",
            "`;" + RUN + ";//",
            "');" + RUN + ";('",
            "{\"__proto__\":{\"hit\":1}}",
            "=cmd|'/c calc'!A1",
            // styles
            "</style><style>*{display:none!important}</style>",
            "*{background:url(//evil.example/?x)}",
            "position:fixed;inset:0;z-index:9999",
            // directions, controls and the like
            "\u202egnp.exe\u202c",
            "\u2066\u2067\u2068evil\u2069",
            "\u0000\u0007\u0008\u001b[31mred\u001b[0m",
            "\u200b\u200d\ufeff\u061c\u2028\u2029",
            "e" + "\u0301".repeat(60),
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(20),
            "x".repeat(10_000));

    private static final List<UnaryOperator<String>> DRESSES = List.of(
            UnaryOperator.identity(),
            attack -> "\"'>" + attack,
            attack -> "-->" + attack.replace("script", "sCrIpT").replace("on", "oN"),
            attack -> attack + "\r\n\t" + attack,
            attack -> "long ".repeat(2_000) + attack);

    private HostileStrings() {}

    static List<String> all() {
        List<String> all = new ArrayList<>();
        for (UnaryOperator<String> dress : DRESSES) {
            for (String attack : ATTACKS) {
                all.add(dress.apply(attack));
            }
        }
        return List.copyOf(all);
    }
}
