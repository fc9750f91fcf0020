package dev.lawn.supervisor.config;

import dev.lawn.common.service.Element;
import dev.lawn.common.service.OtpForm;
import dev.lawn.common.service.ServiceDefinition.Outcome;
import dev.lawn.common.service.ServiceDefinition.SignIn;
import dev.lawn.common.service.ServiceDefinition.Window;
import dev.lawn.common.service.Step;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The section {@code sign_in} of a service.yaml. */
final class SignInReader {

    /** A service that says "later" means hours more often than minutes. */
    private static final Duration STAY_AWAY = Duration.ofHours(1);

    private static final Pattern WINDOW =
            Pattern.compile("(?<width>[1-9]\\d{2,3})x(?<height>[1-9]\\d{2,3})");

    private SignInReader() {}

    /**
     * @param addresses reads where its pages are
     */
    static Optional<SignIn> read(Cursor at, AddressReader addresses) {
        return at.mapping(
                        "page",
                        "session",
                        "signed_in",
                        "steps",
                        "in_the_way",
                        "outcomes",
                        "stay_away",
                        "otp",
                        "window",
                        "lasts")
                .flatMap(signIn -> read(signIn, addresses));
    }

    private static Optional<SignIn> read(Mapping signIn, AddressReader addresses) {
        StepReader step = new StepReader(addresses);
        Optional<URI> page = signIn.require("page").flatMap(addresses::read);
        Optional<String> session = signIn.require("session").flatMap(Cursor::text);
        Optional<Element> signedIn = signIn.require("signed_in").flatMap(ElementReader::read);
        Optional<List<Step>> steps =
                signIn.require("steps").flatMap(at -> All.oneOrMore(at, "step", step::read));
        Optional<List<Element>> inTheWay =
                signIn.find("in_the_way").flatMap(at -> All.each(at, ElementReader::read));
        Optional<List<Outcome>> outcomes =
                signIn.find("outcomes").flatMap(at -> All.each(at, OutcomeReader::read));
        Optional<Duration> stayAway = signIn.find("stay_away").flatMap(Scalars::duration);
        Optional<OtpForm> otp = signIn.find("otp").flatMap(SignInReader::otp);
        Optional<Window> window = signIn.find("window").flatMap(SignInReader::window);
        Optional<Duration> lasts = signIn.find("lasts").flatMap(Scalars::duration);
        if (!All.present(page, session, signedIn, steps)) {
            return Optional.empty();
        }
        return Optional.of(
                new SignIn(
                        page.get(),
                        session.get(),
                        signedIn.get(),
                        steps.get(),
                        outcomes.orElse(List.of()),
                        inTheWay.orElse(List.of()),
                        stayAway.orElse(STAY_AWAY),
                        otp.orElse(null),
                        window.orElse(null),
                        lasts.orElse(null)));
    }

    private static Optional<Window> window(Cursor at) {
        return at.text().flatMap(text -> window(at, text));
    }

    private static Optional<Window> window(Cursor at, String text) {
        Matcher size = WINDOW.matcher(text);
        return size.matches()
                ? Optional.of(
                        new Window(
                                Integer.parseInt(size.group("width")),
                                Integer.parseInt(size.group("height"))))
                : at.refuse(
                        "\"%s\" is no size of a window; write WIDTHxHEIGHT in pixels, such as 1280x800"
                                .formatted(text));
    }

    private static Optional<OtpForm> otp(Cursor at) {
        return at.mapping("field", "submit").flatMap(SignInReader::otp);
    }

    private static Optional<OtpForm> otp(Mapping otp) {
        Optional<Element> field = otp.require("field").flatMap(ElementReader::read);
        Optional<Element> submit = otp.find("submit").flatMap(ElementReader::read);
        return field.map(each -> new OtpForm(each, submit.orElse(null)));
    }
}
