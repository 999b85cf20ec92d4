package io.meshtrial.routing.evaluate;

import java.util.List;

/** Response header operations of a route whose answer the proxy makes. */
record LocalResponse(HeaderOperations operations, String routeName) {

    List<Header> headers(SeenRequest request, List<Header> own) {
        if (operations.isEmpty()) {
            return own;
        }
        HeaderLines lines = new HeaderLines(HeaderNames.INLINE_IN_RESPONSES, own);
        HeaderLines requestLines = new HeaderLines(HeaderNames.INLINE_IN_REQUESTS, request.headers());
        operations.apply(
                lines,
                new OperatorValues(
                        request, request.authority(), request.pathAndQuery(), requestLines, lines, routeName));
        return lines.toList();
    }
}
