package dev.lawn.supervisor.state;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A node's memory as JSON, with a version in it. */
final class MemoryJson {

    /** Grows with a change that an older Lawn would misread. */
    static final int VERSION = 1;

    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private MemoryJson() {}

    private record Stored(
            int version,
            @Nullable Map<String, Long> restarts,
            long sentBytes,
            long receivedBytes,
            @Nullable List<Instant> failedStarts,
            @Nullable StoredQuarantine quarantine,
            @Nullable LocalDate day,
            long dayBytes,
            @Nullable String egressIp,
            long egressIpChanges,
            @Nullable StoredSignIn signedIn,
            @Nullable TrafficJson traffic) {}

    private record StoredSignIn(@Nullable String service, @Nullable Instant at) {}

    private record StoredQuarantine(
            @Nullable String reason,
            @Nullable String cause,
            @Nullable String detail,
            @Nullable Instant since,
            @Nullable String salt,
            @Nullable String hash) {}

    static String write(NodeMemory memory) {
        Map<String, Long> restarts = new TreeMap<>();
        memory.restarts().forEach((reason, count) -> restarts.put(reason.wireName(), count));
        NodeMemory.Quarantine quarantine = memory.quarantine();
        TrafficDay today = memory.today();
        NodeMemory.Exit exit = memory.exit();
        return MAPPER.writeValueAsString(
                        new Stored(
                                VERSION,
                                restarts,
                                memory.traffic().sentBytes(),
                                memory.traffic().receivedBytes(),
                                memory.failedStarts(),
                                quarantine == null ? null : stored(quarantine),
                                today == null ? null : today.date(),
                                today == null ? 0 : today.bytes(),
                                exit == null ? null : exit.ip(),
                                exit == null ? 0 : exit.changes(),
                                stored(memory.signedIn()),
                                TrafficJson.of(memory.traffic())))
                + "\n";
    }

    private static StoredQuarantine stored(NodeMemory.Quarantine quarantine) {
        Reason cause = quarantine.cause();
        return new StoredQuarantine(
                quarantine.reason().wireName(),
                cause == null ? null : cause.wireName(),
                quarantine.detail(),
                quarantine.since(),
                quarantine.fingerprint().salt(),
                quarantine.fingerprint().hash());
    }

    private static @Nullable StoredSignIn stored(NodeMemory.@Nullable SignedIn signedIn) {
        return signedIn == null ? null : new StoredSignIn(signedIn.service(), signedIn.at());
    }

    /**
     * Reads it back.
     *
     * @throws MalformedMemoryException where it is no such text, or of a version this Lawn does not
     *     know
     */
    static NodeMemory read(String json) throws MalformedMemoryException {
        try {
            Stored stored = MAPPER.readValue(json, Stored.class);
            if (stored == null || stored.version() == 0) {
                throw new MalformedMemoryException("it has no version");
            }
            if (stored.version() > VERSION) {
                throw new MalformedMemoryException(
                        "a newer Lawn wrote it, version %d".formatted(stored.version()));
            }
            return memory(stored);
        } catch (JacksonException | NullPointerException | IllegalArgumentException _) {
            // Their messages repeat pieces of what may be anything.
            throw new MalformedMemoryException("it is no JSON that Lawn wrote");
        }
    }

    private static NodeMemory memory(Stored stored) throws MalformedMemoryException {
        Map<String, Long> restarts = stored.restarts() == null ? Map.of() : stored.restarts();
        List<Instant> failed = stored.failedStarts() == null ? List.of() : stored.failedStarts();
        return new NodeMemory(
                restarts.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> reason(each.getKey()),
                                        Map.Entry::getValue,
                                        Long::sum)),
                traffic(stored),
                failed,
                stored.quarantine() == null ? null : quarantine(stored.quarantine()),
                today(stored),
                exit(stored),
                stored.signedIn() == null ? null : signedIn(stored.signedIn()));
    }

    private static RelayCounts traffic(Stored stored) {
        TrafficJson traffic = stored.traffic();
        return traffic == null
                ? RelayCounts.ofBytes(stored.sentBytes(), stored.receivedBytes())
                : traffic.counts();
    }

    private static @Nullable TrafficDay today(Stored stored) {
        LocalDate day = stored.day();
        return day == null ? null : new TrafficDay(day, Math.max(0, stored.dayBytes()));
    }

    private static NodeMemory.@Nullable Exit exit(Stored stored) {
        String ip = stored.egressIp();
        return ip == null ? null : new NodeMemory.Exit(ip, Math.max(0, stored.egressIpChanges()));
    }

    private static NodeMemory.Quarantine quarantine(StoredQuarantine stored)
            throws MalformedMemoryException {
        String reason = stored.reason();
        Instant since = stored.since();
        String salt = stored.salt();
        String hash = stored.hash();
        if (reason == null || since == null || salt == null || hash == null) {
            throw new MalformedMemoryException("its quarantine lacks something");
        }
        return new NodeMemory.Quarantine(
                reason(reason),
                stored.cause() == null ? null : reason(stored.cause()),
                stored.detail(),
                since,
                new Fingerprint(checked(salt), checked(hash)));
    }

    private static NodeMemory.SignedIn signedIn(StoredSignIn stored)
            throws MalformedMemoryException {
        String service = stored.service();
        Instant at = stored.at();
        if (service == null || at == null) {
            throw new MalformedMemoryException("its sign-in lacks something");
        }
        return new NodeMemory.SignedIn(service, at);
    }

    static String checked(String base64) {
        byte[] _ = Base64.getDecoder().decode(base64);
        return base64;
    }

    private static Reason reason(String wireName) {
        return Reason.ofWireName(wireName).orElse(Reason.INTERNAL);
    }
}
