package dev.lawn.common.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lawn.common.model.Bind;
import dev.lawn.common.model.HostPattern;
import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.model.TargetPattern;
import dev.lawn.common.service.Step;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the wire writes our types: snake_case names, ISO durations, nulls left out. */
final class WireJson {

    private WireJson() {}

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                // A newer peer may say more than we know; golden lines want a fixed order.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .addMixIn(Step.class, StepType.class)
                .addModule(textual(Reason.class, Reason::wireName, WireJson::reason))
                .addModule(textual(Bind.class, Bind::to, Bind::new))
                .addModule(textual(NodeName.class, NodeName::value, NodeName::new))
                .addModule(textual(HostPattern.class, HostPattern::text, HostPattern::new))
                .addModule(textual(TargetPattern.class, TargetPattern::text, TargetPattern::new))
                .addModule(textual(Secret.class, Secret::reveal, Secret::of))
                .build();
    }

    /** A newer peer may know more reasons; what it says about one must still arrive. */
    private static Reason reason(String wireName) {
        return Reason.ofWireName(wireName).orElse(Reason.INTERNAL);
    }

    /** Keeps the service model free of Jackson. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "do")
    private interface StepType {}

    private static <T> SimpleModule textual(
            Class<T> type, Function<T, String> toText, Function<String, T> ofText) {
        SimpleModule module = new SimpleModule(type.getSimpleName());
        module.addSerializer(
                type,
                new StdSerializer<>(type) {
                    @Override
                    public void serialize(T value, JsonGenerator out, SerializationContext ctx) {
                        out.writeString(toText.apply(value));
                    }
                });
        module.addDeserializer(
                type,
                new StdDeserializer<T>(type) {
                    @Override
                    public T deserialize(JsonParser in, DeserializationContext ctx) {
                        if (!in.hasToken(JsonToken.VALUE_STRING)) {
                            return ctx.reportInputMismatch(this, "not a text");
                        }
                        try {
                            return ofText.apply(in.getString());
                        } catch (IllegalArgumentException e) {
                            return ctx.reportInputMismatch(this, "%s", e.getMessage());
                        }
                    }
                });
        return module;
    }
}
