package io.meshtrial.localmesh.apiserver;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

/** Where the events of one watch go: lines of a response, or text frames of a web socket. */
interface EventSink {

    /** Bytes that a reader may leave unread before it is cut off and has to resume. */
    int MOST_UNREAD = 4 << 20;

    void send(String event);

    void end();

    void onClose(Runnable action);

    static EventSink of(HttpServerResponse response) {
        response.setChunked(true).setWriteQueueMaxSize(MOST_UNREAD).putHeader("Content-Type", "application/json");
        return new EventSink() {
            @Override
            public void send(String event) {
                if (response.writeQueueFull()) {
                    response.reset();
                    return;
                }
                response.write(event + "\n");
            }

            @Override
            public void end() {
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            }

            @Override
            public void onClose(Runnable action) {
                response.closeHandler(ignored -> action.run());
            }
        };
    }

    static EventSink of(ServerWebSocket socket) {
        socket.setWriteQueueMaxSize(MOST_UNREAD);
        return new EventSink() {
            @Override
            public void send(String event) {
                if (socket.isClosed()) {
                    return;
                }
                if (socket.writeQueueFull()) {
                    socket.close();
                    return;
                }
                socket.writeTextMessage(event);
            }

            @Override
            public void end() {
                if (!socket.isClosed()) {
                    socket.close();
                }
            }

            @Override
            public void onClose(Runnable action) {
                socket.closeHandler(ignored -> action.run());
            }
        };
    }
}
