package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition.ListedBy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses of the devices the service lists for an account.
 *
 * @param addresses in their canonical form
 * @param askedAt monotonic nanoseconds of the question
 * @param within how long after it connected a node may be missing
 */
record DeviceList(Set<String> addresses, long askedAt, Duration within) {

    DeviceList {
        addresses = Set.copyOf(addresses);
    }

    /**
     * The list of those devices.
     *
     * @param written as the service writes them
     * @return empty where devices are listed and none has an address: then this is not the list
     *     service.yaml takes it for, or it hides the addresses
     */
    static Optional<DeviceList> of(List<String> written, long askedAt, ListedBy by) {
        Set<String> addresses =
                written.stream()
                        .flatMap(each -> ExitIp.canonical(each).stream())
                        .collect(Collectors.toSet());
        return addresses.isEmpty() && !written.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeviceList(addresses, askedAt, by.within()));
    }

    boolean has(String exitIp) {
        return ExitIp.canonical(exitIp).filter(addresses::contains).isPresent();
    }
}
