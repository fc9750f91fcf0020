package dev.lawn.simulator.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the simulator itself saw since it started: the oracle beside a test.
 *
 * @param signIns successful sign-ins by account
 * @param signInAttempts sign-ins asked for by account, whatever came of them
 * @param sockets the WebSockets that are open at this moment
 * @param pagesServed how often the web app's page was sent
 * @param apiRequests requests to the API, refused ones and check-ins included, sign-ins not
 * @param bytesReceived bodies of requests and texts of WebSocket messages; heads and frames not
 * @param bytesSent bodies of answers and texts of WebSocket messages; heads and frames not. The
 *     trickle of an endless page and the answers of the test controls are left out
 */
public record Stats(
        Map<String, Integer> signIns,
        Map<String, Integer> signInAttempts,
        List<OpenSocket> sockets,
        long pagesServed,
        long apiRequests,
        long bytesReceived,
        long bytesSent) {

    /**
     * An open WebSocket.
     *
     * @param account e-mail address of whose it is
     * @param address the peer's address
     * @param openedAt by which one is told from another of the same node
     * @param heardAt when its peer last said something: a stopped one keeps its socket open
     */
    public record OpenSocket(String account, String address, Instant openedAt, Instant heardAt) {}
}
