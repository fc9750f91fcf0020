package dev.lawn.worker.relay;

import dev.lawn.common.net.Connection;
import dev.lawn.common.net.HttpHead;

/**
 * The way of one plain request.
 *
 * @param far ready for the head
 * @param head as the one at the other end wants it
 * @param isToProxy whether a proxy reads the head, and answers with words of its own
 */
record Road(Connection far, HttpHead head, boolean isToProxy) {

    static Road toHost(Connection far, ProxyRequest.Forward request) {
        return new Road(far, request.originForm(), false);
    }
}
