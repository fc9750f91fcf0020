package dev.lawn.supervisor.config;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.supervisor.plan.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts of accounts.yaml with their nodes. */
final class AccountsReader {

    private final ServiceCatalogue services;
    private final Secrets secrets;
    private final Optional<Cursor> defaultService;
    private final Optional<String> defaultServiceName;
    private final UniqueNames accountNames = new UniqueNames("account");
    private final UniqueNames nodeNames = new UniqueNames("node");
    private final List<TargetPattern> allow;
    private final Optional<Long> trafficPerDay;
    private final List<NodePlan> nodes = new ArrayList<>();

    /**
     * @param defaultService the service of accounts that name none
     * @param allow what every node may reach of loopback and private networks
     * @param trafficPerDay bytes, of nodes that have no such limit of their own; empty for any
     *     number
     */
    AccountsReader(
            ServiceCatalogue services,
            Secrets secrets,
            Optional<Cursor> defaultService,
            List<TargetPattern> allow,
            Optional<Long> trafficPerDay) {
        this.allow = List.copyOf(allow);
        this.trafficPerDay = trafficPerDay;
        this.services = services;
        this.secrets = secrets;
        this.defaultService = defaultService;
        this.defaultServiceName = defaultService.flatMap(services::name);
    }

    /** Every node without problems, in the order of the file. */
    List<NodePlan> read(Cursor accounts) {
        for (Cursor account : accounts.elements()) {
            account.mapping("name", "email", "password", "service", "traffic_per_day", "nodes")
                    .ifPresent(this::account);
        }
        return List.copyOf(nodes);
    }

    private void account(Mapping account) {
        Optional<Cursor> nameAt = account.require("name");
        Optional<String> name = nameAt.flatMap(accountNames::take);
        Optional<String> email = account.require("email").flatMap(this::email);
        Optional<Secret> password = account.require("password").flatMap(secrets::password);
        Optional<ServiceDefinition> service = service(account);
        Optional<Long> perDay =
                account.find("traffic_per_day")
                        .flatMap(LimitsReader::traffic)
                        .or(() -> trafficPerDay);
        List<Node> named = nodes(account, nameAt.filter(_ -> name.isPresent()));
        if (All.present(name, email, password, service)) {
            Credentials credentials = new Credentials(email.get(), password.get());
            for (Node node : named) {
                nodes.add(
                        new NodePlan(
                                new NodeName(node.name()),
                                name.get(),
                                credentials,
                                node.proxy(),
                                node.bind(),
                                allow,
                                service.get(),
                                services.pin(service.get()),
                                node.trafficPerDay().or(() -> perDay).orElse(null)));
            }
        }
    }

    private Optional<String> email(Cursor at) {
        Optional<String> email = secrets.text(at);
        if (email.filter(text -> !text.matches("[^@\\s]+@[^@\\s]+")).isPresent()) {
            return at.refuse("is no e-mail address; write name@example.com");
        }
        return email;
    }

    private Optional<ServiceDefinition> service(Mapping account) {
        Optional<Cursor> own = account.find("service");
        if (own.isPresent()) {
            return own.flatMap(services::name).flatMap(services::definition);
        }
        if (defaultService.isEmpty()) {
            account.require("service");
        }
        return defaultServiceName.flatMap(services::definition);
    }

    /** An account without {@code nodes} has one, named like itself, on the host's own address. */
    private List<Node> nodes(Mapping account, Optional<Cursor> accountName) {
        Optional<Cursor> list = account.find("nodes");
        if (list.isPresent()) {
            return list.get().elements().stream().flatMap(at -> node(at).stream()).toList();
        }
        return accountName
                .flatMap(nodeNames::take)
                .map(name -> new Node(name, null, null, Optional.empty()))
                .stream()
                .toList();
    }

    private Optional<Node> node(Cursor at) {
        return at.mapping("name", "proxy", "bind", "traffic_per_day").flatMap(this::node);
    }

    private Optional<Node> node(Mapping node) {
        Optional<String> name = node.require("name").flatMap(nodeNames::take);
        Optional<ProxyAddress> proxy = node.find("proxy").flatMap(secrets::proxy);
        Optional<Cursor> bindAt = node.find("bind");
        Optional<Bind> bind = bindAt.flatMap(AccountsReader::bind);
        if (bindAt.isPresent() && node.find("proxy").isPresent()) {
            bindAt.get()
                    .problem(
                            "stands beside proxy: a node goes out by the one or the other; remove one of them");
        }
        Optional<Long> perDay = node.find("traffic_per_day").flatMap(LimitsReader::traffic);
        return name.map(taken -> new Node(taken, proxy.orElse(null), bind.orElse(null), perDay));
    }

    private static Optional<Bind> bind(Cursor at) {
        return at.text()
                .flatMap(
                        text -> {
                            try {
                                return Optional.of(new Bind(text));
                            } catch (IllegalArgumentException e) {
                                return at.refuse(String.valueOf(e.getMessage()));
                            }
                        });
    }

    /**
     * @param proxy null for the host's own way out
     * @param bind null for the kernel's choice
     * @param trafficPerDay empty for that of its account
     */
    private record Node(
            String name,
            @Nullable ProxyAddress proxy,
            @Nullable Bind bind,
            Optional<Long> trafficPerDay) {}
}
