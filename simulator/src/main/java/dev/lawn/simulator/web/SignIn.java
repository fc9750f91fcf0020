package dev.lawn.simulator.web;

import dev.lawn.common.time.Time;
import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.service.Accounts;
import dev.lawn.simulator.service.Counters;
import dev.lawn.simulator.service.Fault;
import dev.lawn.simulator.service.Faults;
import dev.lawn.simulator.service.Mails;
import dev.lawn.simulator.service.SignInOutcome;
import dev.lawn.simulator.service.Tokens;
import dev.lawn.simulator.service.Tokens.Purpose;
import dev.lawn.simulator.service.Variant;
import dev.lawn.simulator.service.Walls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code POST /login}: the only way to a new session. Each one is counted by what came of it. */
final class SignIn {

    /** What {@link Fault#LOCKOUT} asks to wait for: seen on the real service, 2025-12. */
    static final Duration LOCKOUT = Duration.ofMinutes(407);

    /** What {@link Fault#RETRY_AFTER} asks to wait for. */
    static final Duration RETRY_AFTER = Duration.ofMinutes(90);

    private static final List<Fault> LOCKOUTS =
            List.of(Fault.LOCKOUT, Fault.RETRY_AFTER, Fault.RETRY_AFTER_DATE);

    /** What a sign-in is judged by. */
    record Shared(
            Accounts accounts, Tokens tokens, Faults faults, Mails mails, Walls walls, Time time) {}

    /**
     * @param otp empty where no code was typed
     * @param wall the captcha wall that was passed; empty where there was none
     */
    private record Attempt(String email, String password, String otp, String wall) {
        static Attempt of(JsonNode body) {
            return new Attempt(
                    body.path("email").asString(""),
                    body.path("password").asString(""),
                    body.path("otp").asString(""),
                    body.path("wall").asString(""));
        }
    }

    private record Session(
            String accessToken, String refreshToken, String userId, long tokenExpiry) {}

    private final Shared shared;
    private final WebApp webApp;
    private final Counters counters;

    SignIn(Shared shared, WebApp webApp, Counters counters) {
        this.shared = shared;
        this.webApp = webApp;
        this.counters = counters;
    }

    Reply handle(Request request) throws IOException, InterruptedException {
        Attempt attempt = Attempt.of(Json.body(request));
        SignInOutcome outcome = judge(attempt);
        counters.signInPosted(attempt.email(), outcome);
        return answer(attempt.email(), outcome);
    }

    private SignInOutcome judge(Attempt attempt) {
        if (shared.faults.is(Fault.ERROR_500)) {
            return SignInOutcome.SERVER_ERROR;
        }
        if (shared.faults.is(Fault.SIGN_IN_HANG)) {
            return SignInOutcome.UNANSWERED;
        }
        if (LOCKOUTS.stream().anyMatch(shared.faults::is)) {
            return SignInOutcome.LOCKED_OUT;
        }
        if (shared.faults.is(Fault.SIGN_IN_REJECT)
                || !shared.accounts.accepts(attempt.email(), attempt.password())) {
            return SignInOutcome.REJECTED;
        }
        if (asks(Fault.OTP, Variant.OTP) && !shared.mails.accepts(attempt.email(), attempt.otp())) {
            return attempt.otp().isEmpty() ? SignInOutcome.CODE_MAILED : SignInOutcome.WRONG_CODE;
        }
        if (asks(Fault.CAPTCHA, Variant.CAPTCHA)
                && !shared.walls.pass(attempt.email(), attempt.wall())) {
            return SignInOutcome.CHALLENGED;
        }
        return SignInOutcome.ACCEPTED;
    }

    private boolean asks(Fault fault, Variant variant) {
        return shared.faults.is(fault) || webApp.variant() == variant;
    }

    private Reply answer(String email, SignInOutcome outcome) throws InterruptedException {
        return switch (outcome) {
            case ACCEPTED -> Json.data(session(email));
            case REJECTED -> Json.error(401, "credentials", "Invalid credentials");
            case CODE_MAILED -> {
                shared.mails.send(email);
                yield Json.error(403, "otp", "Enter the code we sent to your e-mail address");
            }
            case WRONG_CODE -> Json.error(403, "otp", "Invalid code");
            case CHALLENGED -> challenge(email);
            case LOCKED_OUT -> lockout();
            case UNANSWERED -> {
                shared.faults.awaitEndOf(Fault.SIGN_IN_HANG);
                yield new Reply.Silence();
            }
            case SERVER_ERROR -> Reply.text(500, "Internal Server Error");
        };
    }

    private Reply challenge(String email) {
        return Json.service(
                403,
                Map.of(
                        "error",
                        Map.of(
                                "code", "captcha",
                                "message", "Invalid reCAPTCHA",
                                "wall", shared.walls.raise(email))));
    }

    private Reply lockout() {
        Reply.Whole inSilence = Json.error(429, "rate_limit", "Too many requests");
        if (shared.faults.is(Fault.RETRY_AFTER)) {
            return inSilence.retryAfter(RETRY_AFTER);
        }
        if (shared.faults.is(Fault.RETRY_AFTER_DATE)) {
            return inSilence.retryAfter(shared.time.now().plus(RETRY_AFTER));
        }
        String message = "Please wait for %d minutes".formatted(LOCKOUT.toMinutes());
        return Json.error(429, "lockout", message).retryAfter(LOCKOUT);
    }

    private Session session(String email) {
        return new Session(
                shared.tokens.issue(Purpose.ACCESS, email),
                shared.tokens.issue(Purpose.REFRESH, email),
                Accounts.userId(email),
                Purpose.ACCESS.life().toMillis());
    }
}
