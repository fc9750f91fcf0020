package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Counters;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Faults;
import dev.lawn.simulator.service.Tokens;
import dev.lawn.simulator.service.Tokens.Purpose;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** {@code POST /login}: the only way to a new session. */
final class SignIn {

    /** The code that {@link Fault#OTP} asks for. */
    static final String ONE_TIME_CODE = "123456";

    private final Accounts accounts;
    private final Tokens tokens;
    private final Faults faults;
    private final Counters counters;

    SignIn(Accounts accounts, Tokens tokens, Faults faults, Counters counters) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.faults = faults;
        this.counters = counters;
    }

    private record Session(
            String accessToken, String refreshToken, String userId, long tokenExpiry) {}

    Reply handle(Request request) throws IOException, InterruptedException {
        JsonNode body = Json.body(request);
        String email = body.path("email").asString("");
        counters.signInAttempted(email);
        if (faults.is(Fault.SIGN_IN_HANG)) {
            faults.awaitEndOf(Fault.SIGN_IN_HANG);
            return new Reply.Silence();
        }
        if (faults.is(Fault.SIGN_IN_REJECT)
                || !accounts.accepts(email, body.path("password").asString(""))) {
            return Json.error(401, "credentials", "Invalid credentials");
        }
        if (faults.is(Fault.CAPTCHA)) {
            return Json.error(403, "captcha", "Invalid reCAPTCHA");
        }
        if (faults.is(Fault.OTP) && !body.path("otp").asString("").equals(ONE_TIME_CODE)) {
            return Json.error(403, "otp", "Enter the code we sent to your e-mail address");
        }
        counters.signedIn(email);
        return Json.data(session(email));
    }

    private Session session(String email) {
        return new Session(
                tokens.issue(Purpose.ACCESS, email),
                tokens.issue(Purpose.REFRESH, email),
                Accounts.userId(email),
                Purpose.ACCESS.life().toMillis());
    }
}
