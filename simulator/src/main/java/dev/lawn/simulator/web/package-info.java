/**
 * The service's web app, API, node sockets and test controls, on one port.
 *
 * <p>Shapes as public programs know them from the real service. API answers are wrapped: {@code
 * {"result":{"data":…}}}; requests carry the raw access token in {@code Authorization}; a bad token
 * is answered 401.
 *
 * <table>
 * <caption>Requests</caption>
 * <tr><td>GET /</td><td>the web app: sign-in in the {@link dev.lawn.simulator.service.Variant} that
 * is on, dashboard</td></tr>
 * <tr><td>POST /login</td><td>the one way to sign in: {email, password[, otp][, wall]}; counted by
 * {@link dev.lawn.simulator.service.SignInOutcome}</td></tr>
 * <tr><td>GET, POST /challenges.cloudflare.com/…</td><td>the frame in a captcha wall</td></tr>
 * <tr><td>GET /retrieveUser, /activeDevices, /activeIps, /epochEarnings</td><td>the API</td></tr>
 * <tr><td>GET /ip</td><td>the caller's address as plain text; no fault touches it</td></tr>
 * <tr><td>POST /checkin</td><td>where a node may connect, and a token for it</td></tr>
 * <tr><td>GET /?token=…, as a WebSocket</td><td>a node's connection</td></tr>
 * <tr><td>/_…</td><td>test controls: docs/simulator.md</td></tr>
 * </table>
 */
@NullMarked
package dev.lawn.simulator.web;

import org.jspecify.annotations.NullMarked;
