package dev.lawn.supervisor.plan;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.ServiceDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node that shall run.
 *
 * @param name unique in the fleet
 * @param account the account's name in accounts.yaml, fit to be shown
 * @param credentials what the worker signs in with
 * @param proxy the way out; null for the host's own
 * @param bind the host's address or interface to go out by; null with a proxy, or for the kernel's
 *     choice
 * @param allow hosts of loopback and private networks that the node may reach
 * @param service the service's definition, complete
 * @param extension what its extension is known to be; null where nobody locked it
 * @param trafficPerDay bytes that it may send and receive in a day (UTC), both directions together;
 *     null for any number
 */
public record NodePlan(
        NodeName name,
        String account,
        Credentials credentials,
        @Nullable ProxyAddress proxy,
        @Nullable Bind bind,
        List<TargetPattern> allow,
        ServiceDefinition service,
        @Nullable ExtensionPin extension,
        @Nullable Long trafficPerDay) {

    public NodePlan {
        allow = List.copyOf(allow);
    }

    /** With any number of bytes a day. */
    public NodePlan(
            NodeName name,
            String account,
            Credentials credentials,
            @Nullable ProxyAddress proxy,
            @Nullable Bind bind,
            List<TargetPattern> allow,
            ServiceDefinition service,
            @Nullable ExtensionPin extension) {
        this(name, account, credentials, proxy, bind, allow, service, extension, null);
    }

    /** By a proxy or the kernel's choice, to nothing but the wide world. */
    public NodePlan(
            NodeName name,
            String account,
            Credentials credentials,
            @Nullable ProxyAddress proxy,
            ServiceDefinition service,
            @Nullable ExtensionPin extension) {
        this(name, account, credentials, proxy, null, List.of(), service, extension);
    }

    /** With an extension that nobody locked. */
    public NodePlan(
            NodeName name,
            String account,
            Credentials credentials,
            @Nullable ProxyAddress proxy,
            ServiceDefinition service) {
        this(name, account, credentials, proxy, service, null);
    }

    /** The same with another extension; null where nobody can tell which. */
    public NodePlan withExtension(@Nullable ExtensionPin other) {
        return new NodePlan(
                name, account, credentials, proxy, bind, allow, service, other, trafficPerDay);
    }
}
