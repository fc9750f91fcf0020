package dev.lawn.supervisor.extension;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one protobuf message that hold bytes; the others are passed over. As much of the
 * format (protobuf.dev, "Encoding") as a CRX header needs.
 */
final class ProtoFields {

    /** Headers have a handful. */
    private static final int MOST = 100;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final ByteBuffer rest;
    private final List<Field> fields = new ArrayList<>();

    private ProtoFields(ByteBuffer message) {
        this.rest = message.duplicate();
    }

    /** A field with its bytes. */
    private record Field(int number, ByteBuffer value) {}

    /**
     * Reads a whole message; {@code message} keeps its position.
     *
     * @throws ExtensionException where it is none
     */
    static ProtoFields read(ByteBuffer message) throws ExtensionException {
        ProtoFields reader = new ProtoFields(message);
        for (int i = 0; reader.rest.hasRemaining(); i++) {
            if (i == MOST) {
                throw damaged();
            }
            reader.next();
        }
        return reader;
    }

    /** The values of a field that may stand there often, in order. */
    List<ByteBuffer> all(int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .map(Field::value)
                .map(ByteBuffer::duplicate)
                .toList();
    }

    /**
     * The value of a field that must stand there exactly once. A second one would win elsewhere,
     * and two readers would see two messages.
     */
    ByteBuffer only(int number) throws ExtensionException {
        List<ByteBuffer> values = all(number);
        if (values.size() != 1) {
            throw damaged();
        }
        return values.getFirst();
    }

    private void next() throws ExtensionException {
        long tag = varint();
        int number = (int) (tag >>> 3);
        switch ((int) (tag & 7)) {
            case VARINT -> varint();
            case FIXED_64 -> take(Long.BYTES);
            case BYTES -> fields.add(new Field(number, take(varint())));
            case FIXED_32 -> take(Integer.BYTES);
            default -> throw damaged();
        }
    }

    private long varint() throws ExtensionException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte each = take(1).get();
            value |= (long) (each & 0x7f) << shift;
            if (each >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    private ByteBuffer take(long length) throws ExtensionException {
        if (length < 0 || length > rest.remaining()) {
            throw damaged();
        }
        ByteBuffer taken = rest.slice(rest.position(), (int) length);
        rest.position(rest.position() + (int) length);
        return taken;
    }

    private static ExtensionException damaged() {
        return new ExtensionException(
                "its header is damaged; get the file again from where it was published");
    }
}
