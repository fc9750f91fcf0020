package dev.lawn.supervisor.config;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.OtpForm;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.ServiceDefinition.SignIn;
import dev.lawn.common.service.Step;
import dev.lawn.common.service.Step.Field;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The section {@code sign_in} of a service.yaml. */
final class SignInReader {

    /** What a page can say about a sign-in; every other reason is for Lawn itself to find. */
    private static final Map<String, Reason> OUTCOMES =
            Stream.of(Reason.LOGIN_REJECTED, Reason.OTP, Reason.CAPTCHA, Reason.SITE_DOWN)
                    .collect(Collectors.toMap(Reason::wireName, Function.identity()));

    private static final Map<String, Field> FIELDS = byWord(Field.values());
    private static final Map<String, By> WAYS = byWord(By.values());
    private static final String[] WAY_NAMES =
            Arrays.stream(By.values()).map(SignInReader::word).toArray(String[]::new);

    private static final List<String> STEPS = List.of("dismiss", "fill", "click", "wait_for");

    /** All but {@code fill}, which needs to be told what to type. */
    private static final Map<String, Function<Element, Step>> PLAIN_STEPS =
            Map.of(
                    "dismiss", Step.Dismiss::new,
                    "click", Step.Click::new,
                    "wait_for", Step.WaitFor::new);

    private SignInReader() {}

    private static <E extends Enum<E>> Map<String, E> byWord(E[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(SignInReader::word, Function.identity()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Optional<SignIn> read(Cursor at) {
        return at.mapping("page", "session", "signed_in", "steps", "outcomes", "otp")
                .flatMap(SignInReader::read);
    }

    private static Optional<SignIn> read(Mapping signIn) {
        Optional<URI> page = signIn.require("page").flatMap(Scalars::httpUrl);
        Optional<String> session = signIn.require("session").flatMap(Cursor::text);
        Optional<Element> signedIn = signIn.require("signed_in").flatMap(SignInReader::element);
        List<Step> steps = each(signIn.require("steps"), SignInReader::step);
        List<Outcome> outcomes = each(signIn.find("outcomes"), SignInReader::outcome);
        Optional<OtpForm> otp = signIn.find("otp").flatMap(SignInReader::otp);
        if (!All.present(page, session, signedIn)) {
            return Optional.empty();
        }
        return Optional.of(
                new SignIn(
                        page.get(),
                        session.get(),
                        signedIn.get(),
                        steps,
                        outcomes,
                        otp.orElse(null)));
    }

    private static Optional<OtpForm> otp(Cursor at) {
        return at.mapping("field", "submit").flatMap(SignInReader::otp);
    }

    private static Optional<OtpForm> otp(Mapping otp) {
        Optional<Element> field = otp.require("field").flatMap(SignInReader::element);
        Optional<Element> submit = otp.find("submit").flatMap(SignInReader::element);
        return field.map(each -> new OtpForm(each, submit.orElse(null)));
    }

    private static <T> List<T> each(
            Optional<Cursor> list, Function<Cursor, Optional<? extends T>> read) {
        return list.stream()
                .flatMap(at -> at.elements().stream())
                .<T>flatMap(at -> read.apply(at).stream())
                .toList();
    }

    private static Optional<Step> step(Cursor at) {
        return at.mapping("dismiss", "fill", "click", "wait_for", "with")
                .flatMap(step -> step.oneOf(STEPS).flatMap(action -> step(step, action)));
    }

    private static Optional<Step> step(Mapping step, Map.Entry<String, Cursor> action) {
        Optional<Element> element = element(action.getValue());
        Function<Element, Step> plain = PLAIN_STEPS.get(action.getKey());
        if (plain == null) {
            return fill(step, element);
        }
        step.find("with").ifPresent(at -> at.problem("goes only with fill; remove it"));
        return element.map(plain);
    }

    private static Optional<Step> fill(Mapping step, Optional<Element> element) {
        Optional<Field> field = step.require("with").flatMap(at -> Scalars.oneOf(at, FIELDS));
        return All.present(element, field)
                ? Optional.of(new Step.Fill(element.get(), field.get()))
                : Optional.empty();
    }

    private static Optional<Outcome> outcome(Cursor at) {
        return at.mapping("when", "reason").flatMap(SignInReader::outcome);
    }

    private static Optional<Outcome> outcome(Mapping outcome) {
        Optional<Element> when = outcome.require("when").flatMap(SignInReader::element);
        Optional<Reason> reason =
                outcome.require("reason").flatMap(at -> Scalars.oneOf(at, OUTCOMES));
        return All.present(when, reason)
                ? Optional.of(new Outcome(when.get(), reason.get()))
                : Optional.empty();
    }

    private static Optional<Element> element(Cursor at) {
        return at.mapping(WAY_NAMES)
                .flatMap(element -> element.oneOf(List.of(WAY_NAMES)))
                .flatMap(way -> way.getValue().text().flatMap(text -> element(way.getKey(), text)));
    }

    private static Optional<Element> element(String way, String text) {
        return Optional.ofNullable(WAYS.get(way)).map(by -> new Element(by, text));
    }
}
