package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose answers are the service's own: a page asks many others, whose limits are none of the
 * account's.
 *
 * @param site the sign-in page's host without its first label where it has more than two; those
 *     below it count too
 * @param api hosts of the API
 */
record ServiceHosts(String site, Set<String> api) {

    private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|\\[.*");

    static ServiceHosts of(ServiceDefinition service) {
        return new ServiceHosts(
                site(host(service.signIn().page())),
                service.status().requests().stream()
                        .map(ApiRequest::url)
                        .map(ServiceHosts::host)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static String host(URI url) {
        return String.valueOf(url.getHost());
    }

    private static String site(String host) {
        boolean hasMore = host.chars().filter(c -> c == '.').count() > 1;
        return hasMore && !ADDRESS.matcher(host).matches()
                ? host.substring(host.indexOf('.') + 1)
                : host;
    }

    boolean has(String host) {
        return host.equals(site) || host.endsWith("." + site) || api.contains(host);
    }
}
