package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.browser.Sight;
import dev.lawn.worker.relay.UpstreamFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a step did not get done in its time: the site's fault, the proxy's, or the definition's. */
final class Stuck {

    private static final Logger log = LoggerFactory.getLogger(Stuck.class);

    private final ServiceDefinition service;
    private final SignInPage view;
    private final Observer observer;

    Stuck(ServiceDefinition service, SignInPage view, Observer observer) {
        this.service = service;
        this.view = view;
        this.observer = observer;
    }

    /**
     * The fault to end the run with.
     *
     * @param place in the definition
     * @param wanted what was looked for there
     * @param isThere whether some of it shows, and nothing could be done to it
     */
    ServiceFault at(String place, List<Element> wanted, boolean isThere) {
        Sight last = view.last();
        if (last.isBlank()) {
            return page(Reason.SITE_DOWN, "%s did not load within %d s");
        }
        if (last.isServerError()) {
            return new ServiceFault(
                    Reason.SITE_DOWN,
                    "sign_in.page: %s answered %d"
                            .formatted(service.signIn().page(), last.status()));
        }
        Optional<UpstreamFailure> wayOut =
                observer.wayOutFailure().filter(each -> each.reason() != Reason.SITE_DOWN);
        if (wayOut.isPresent()) {
            return new ServiceFault(
                    wayOut.get().reason(),
                    "sign_in.page: %s: %s"
                            .formatted(service.signIn().page(), wayOut.get().detail()));
        }
        Optional<ServiceFault> refused = view.refusedUnshown();
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!last.isComplete()) {
            return page(Reason.SITE_DOWN, "%s did not come whole within %d s");
        }
        return changed(place, wanted, isThere);
    }

    private ServiceFault page(Reason reason, String what) {
        return new ServiceFault(
                reason,
                "sign_in.page: "
                        + what.formatted(
                                service.signIn().page(), service.timings().page().toSeconds()));
    }

    private ServiceFault changed(String place, List<Element> wanted, boolean isThere) {
        String tried =
                wanted.isEmpty()
                        ? service.signIn().signedIn().toString()
                        : wanted.stream()
                                .map(Element::toString)
                                .collect(Collectors.joining(" or "));
        String detail =
                isThere
                        ? "%s: %s is there, but something covers it or it is off; what covers it"
                                + " belongs into sign_in.in_the_way"
                        : "%s: nothing matches %s";
        ServiceFault fault = new ServiceFault(Reason.SITE_CHANGED, detail.formatted(place, tried));
        log.warn("{} has changed: {}", service.name(), fault.getMessage());
        return fault;
    }
}
