package dev.lawn.common.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.ServiceDefinition;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the supervisor says on a worker's stdin; its end (EOF) means the same as {@link Stop}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface SupervisorMessage {

    /**
     * The first line: everything a worker needs, secrets included. Nothing comes by argument or
     * environment.
     *
     * @param incarnation to be repeated in every answer
     * @param account e-mail address and password to sign in with
     * @param proxy the way out; null for the host's own
     * @param bind which of the host's addresses to go out by without a proxy; null for the kernel's
     *     choice
     * @param relay what the relay may open beside the wide world; null for nothing
     * @param service what to drive
     * @param browser which browser, and where its files are
     * @param patience at least 1: how many times its usual time a start may take, since the host is
     *     busy
     * @param probe null for a node's life; otherwise only the sign-in is walked, without signing in
     */
    @JsonTypeName("assignment")
    record Assignment(
            String incarnation,
            NodeName node,
            Credentials account,
            @Nullable ProxyAddress proxy,
            @Nullable Bind bind,
            @Nullable RelayRules relay,
            ServiceDefinition service,
            Browser browser,
            double patience,
            @Nullable Probe probe)
            implements SupervisorMessage {

        public Assignment {
            patience = Math.max(1, patience);
        }
    }

    /**
     * What a relay refuses by default, and may open; and what it must not open in any case.
     *
     * @param allow addresses of loopback, private and link-local networks that may be reached
     * @param ownPorts ports of the supervisor itself on this host
     */
    record RelayRules(List<TargetPattern> allow, List<Integer> ownPorts) {

        public RelayRules {
            allow = List.copyOf(allow);
            ownPorts = List.copyOf(ownPorts);
        }
    }

    /**
     * Walk the sign-in as far as it goes without signing in, tell what matched, say goodbye. The
     * password is never typed, whatever stands here.
     *
     * @param typesUser whether the account's user may be typed; false where the account is nobody's
     */
    record Probe(boolean typesUser) {}

    /**
     * In place of an assignment: try these ways out, each by a relay of its own and all at once,
     * tell what became of each, say goodbye. No browser is started.
     *
     * @param incarnation to be repeated in every answer
     * @param patienceMillis how long each may take
     */
    @JsonTypeName("check")
    record Check(String incarnation, List<Way> ways, long patienceMillis)
            implements SupervisorMessage {

        public Check {
            ways = List.copyOf(ways);
        }
    }

    /**
     * A way out to try.
     *
     * @param name to be repeated in the answer
     * @param proxy null for the host's own
     * @param ask addresses that answer with the caller's IP, at least one
     */
    record Way(String name, @Nullable ProxyAddress proxy, List<URI> ask) {

        public Way {
            ask = List.copyOf(ask);
        }
    }

    /** End cleanly: quit the browser so that the profile is kept whole, say goodbye, exit 0. */
    @JsonTypeName("stop")
    record Stop() implements SupervisorMessage {}

    /** Leave to fill in the sign-in form, once: the answer to {@code sign_in_wanted}. */
    @JsonTypeName("sign_in")
    record SignIn() implements SupervisorMessage {}

    /**
     * Forget that the service asked for a person: an operator wants a new sign-in. A stop follows;
     * it is the next worker that signs in, once it has leave.
     */
    @JsonTypeName("forget_person")
    record ForgetPerson() implements SupervisorMessage {}

    /** Print a thread dump to stderr. */
    @JsonTypeName("dump_threads")
    record DumpThreads() implements SupervisorMessage {}

    /**
     * A one-time code from a person, for the page that waits for it.
     *
     * @param code as they typed it
     */
    @JsonTypeName("otp")
    record Otp(Secret code) implements SupervisorMessage {}

    /**
     * The browser of one node.
     *
     * @param binary absolute path of the browser
     * @param driver absolute path of chromedriver
     * @param profile absolute path of the node's own profile folder: the session lives there
     * @param pages absolute path of the folder for pictures of pages a person should see
     * @param sandbox false only where the operator allowed to run as root
     * @param headless true but for looking at a node on a desktop
     */
    record Browser(
            String binary,
            String driver,
            String profile,
            String pages,
            boolean sandbox,
            boolean headless) {}
}
