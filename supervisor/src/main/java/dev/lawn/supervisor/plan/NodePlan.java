package dev.lawn.supervisor.plan;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.service.ServiceDefinition;
import org.jspecify.annotations.Nullable;

/**
 * One node that shall run.
 *
 * @param name unique in the fleet
 * @param account the account's name in accounts.yaml, fit to be shown
 * @param credentials what the worker signs in with
 * @param proxy the way out; null for the host's own
 * @param service the service's definition, complete
 * @param extension what its extension is known to be; null where nobody locked it
 */
public record NodePlan(
        NodeName name,
        String account,
        Credentials credentials,
        @Nullable ProxyAddress proxy,
        ServiceDefinition service,
        @Nullable ExtensionPin extension) {

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
        return new NodePlan(name, account, credentials, proxy, service, other);
    }
}
