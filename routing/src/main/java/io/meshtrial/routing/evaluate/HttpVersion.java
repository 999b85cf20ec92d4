package io.meshtrial.routing.evaluate;

/** HTTP/2 matters to routing in one way: several cookie fields arrive as one. */
public enum HttpVersion {
    HTTP_1_1,
    HTTP_2
}
