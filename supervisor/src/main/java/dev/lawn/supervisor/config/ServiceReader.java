package dev.lawn.supervisor.config;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.Egress;
import dev.lawn.common.service.ServiceDefinition.SignIn;
import dev.lawn.common.service.ServiceDefinition.Status;
import dev.lawn.common.service.ServiceDefinition.Timings;
import dev.lawn.common.service.ServiceDefinition.Traffic;
import dev.lawn.common.service.StatusPage;
import dev.lawn.supervisor.config.ExtensionReader.Located;
import dev.lawn.supervisor.extension.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One service.yaml; docs/services.md is its reference. */
final class ServiceReader {

    private static final Duration LEAST_EGRESS = Duration.ofSeconds(10);

    private final String name;
    private final Path home;
    private final Optional<Mapping> overrides;

    /**
     * @param name the name of its folder
     * @param home its folder
     * @param overrides what accounts.yaml says of its variables
     */
    ServiceReader(String name, Path home, Optional<Mapping> overrides) {
        this.name = name;
        this.home = home;
        this.overrides = overrides;
    }

    /**
     * @param service as it runs
     * @param place where its extension is
     */
    record Defined(ServiceDefinition service, Place place) {}

    Optional<Defined> read(Cursor root) {
        return root.mapping(
                        "service",
                        "variables",
                        "extension",
                        "sign_in",
                        "status",
                        "egress",
                        "timings",
                        "traffic")
                .map(this::withVariables)
                .flatMap(this::definition);
    }

    /** Variables are read first and as written; every other text may refer to them. */
    private Mapping withVariables(Mapping file) {
        Optional<Mapping> defined = file.find("variables").flatMap(Cursor::mappingOfAnyKeys);
        return file.with(Variables.read(defined, overrides));
    }

    private Optional<Defined> definition(Mapping file) {
        file.require("service").ifPresent(this::checkName);
        Optional<Located> extension =
                file.require("extension").flatMap(at -> ExtensionReader.read(at, home));
        AddressReader addresses = new AddressReader(extension.map(Located::extension));
        Optional<SignIn> signIn =
                file.require("sign_in").flatMap(at -> SignInReader.read(at, addresses));
        Optional<Status> status =
                file.require("status").flatMap(at -> StatusReader.read(at, addresses));
        Optional<Egress> egress = file.require("egress").flatMap(ServiceReader::egress);
        Optional<Timings> timings = file.require("timings").flatMap(ServiceReader::timings);
        TrafficReader hosts = new TrafficReader();
        Traffic traffic = file.find("traffic").flatMap(hosts::read).orElse(Traffic.UNTOLD);
        if (!All.present(extension, signIn, status, egress, timings)) {
            return Optional.empty();
        }
        if (status.get().connected().isEmpty()) {
            file.require("timings").ifPresent(at -> checkPace(at, status.get(), timings.get()));
        }
        ServiceDefinition service =
                new ServiceDefinition(
                        name,
                        extension.get().extension(),
                        signIn.get(),
                        status.get(),
                        egress.get(),
                        timings.get(),
                        traffic);
        hosts.check(service);
        return Optional.of(new Defined(service, extension.get().place()));
    }

    /** A node that cannot tell in time that it is connected would be restarted over and over. */
    private static void checkPace(Cursor at, Status status, Timings timings) {
        StatusPage page = status.page();
        boolean apiTells = status.requests().stream().anyMatch(each -> each.connected() != null);
        if (apiTells && timings.api().compareTo(timings.connect()) >= 0) {
            at.problem(
                    "api is not shorter than connect, and only the API says who is connected; make"
                            + " it shorter, or add status.connected");
        } else if (!apiTells && page != null && page.every().compareTo(timings.connect()) >= 0) {
            at.problem(
                    "connect is not longer than status.page.every, and only that page says who is"
                            + " connected; make it longer, or add status.connected");
        }
    }

    private void checkName(Cursor at) {
        at.text()
                .filter(text -> !text.equals(name))
                .ifPresent(
                        text ->
                                at.problem(
                                        "\"%s\" is not the name of its folder, \"%s\"; make them the same"
                                                .formatted(text, name)));
    }

    private static Optional<Egress> egress(Cursor at) {
        return at.mapping("ask").flatMap(egress -> egress.require("ask")).map(ServiceReader::asked);
    }

    private static Egress asked(Cursor ask) {
        return new Egress(
                ask.oneOrMore().stream().flatMap(each -> Scalars.httpUrl(each).stream()).toList());
    }

    private static Optional<Timings> timings(Cursor at) {
        return at.mapping("poll", "api", "page", "connect", "self_heal", "egress")
                .flatMap(ServiceReader::timings);
    }

    private static Optional<Timings> timings(Mapping timings) {
        Optional<Duration> poll = timings.require("poll").flatMap(Scalars::duration);
        Optional<Duration> api = timings.require("api").flatMap(Scalars::duration);
        Optional<Duration> page = timings.require("page").flatMap(Scalars::duration);
        Optional<Duration> connect = timings.require("connect").flatMap(Scalars::duration);
        Optional<Duration> selfHeal = timings.require("self_heal").flatMap(Scalars::duration);
        Duration egress =
                timings.find("egress").flatMap(ServiceReader::seldom).orElse(Timings.EGRESS);
        if (!All.present(poll, api, page, connect, selfHeal)) {
            return Optional.empty();
        }
        return Optional.of(
                new Timings(
                        poll.get(), api.get(), page.get(), connect.get(), selfHeal.get(), egress));
    }

    /** Somebody else's server is asked, over a proxy that may be metered. */
    private static Optional<Duration> seldom(Cursor at) {
        Optional<Duration> time = Scalars.duration(at);
        return time.filter(each -> each.compareTo(LEAST_EGRESS) < 0).isPresent()
                ? at.refuse("is too often; write 10s or more")
                : time;
    }
}
