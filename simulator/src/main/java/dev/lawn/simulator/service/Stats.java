package dev.lawn.simulator.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the simulator itself saw since it started: the oracle beside a test.
 *
 * @param signIns successful sign-ins by account
 * @param signInAttempts sign-ins asked for by account, whatever came of them
 * @param signInPosts the same by account and outcome, named as {@link SignInOutcome#wireName()}; an
 *     outcome that did not happen is absent
 * @param mails one-time codes by account; accounts without a mail are absent
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
        Map<String, Map<String, Integer>> signInPosts,
        Map<String, Mail> mails,
        List<OpenSocket> sockets,
        long pagesServed,
        long apiRequests,
        long bytesReceived,
        long bytesSent) {

    /**
     * The mails to an account.
     *
     * @param sent how many so far, each with a code of its own
     * @param code the latest one's: the only one that is good
     */
    public record Mail(int sent, String code) {}

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
