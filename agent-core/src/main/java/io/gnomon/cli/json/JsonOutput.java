package io.gnomon.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.gnomon.cli.text.Terminal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One JSON document on standard output: an object, open until {@link #close}. */
public final class JsonOutput implements AutoCloseable {

    private final JsonGenerator json;

    public JsonOutput(Terminal terminal) throws IOException {
        json = new JsonFactory().createGenerator(terminal.out());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), !terminal.unicode());
        json.setCharacterEscapes(new JsonEscapes());
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
    }

    public void startObject() throws IOException {
        json.writeStartObject();
    }

    public void startObject(String name) throws IOException {
        json.writeObjectFieldStart(name);
    }

    public void endObject() throws IOException {
        json.writeEndObject();
    }

    public void startArray(String name) throws IOException {
        json.writeArrayFieldStart(name);
    }

    public void endArray() throws IOException {
        json.writeEndArray();
    }

    public void text(String name, @Nullable String value) throws IOException {
        json.writeStringField(name, value);
    }

    public void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    public void number(String name, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    public void number(String name, double value) throws IOException {
        json.writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    /** Nanoseconds as milliseconds with six decimals, so nothing is lost. */
    void millis(String name, long nanos) throws IOException {
        json.writeNumberField(name, BigDecimal.valueOf(nanos, 6));
    }

    public void time(String name, @Nullable Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : time.toString());
    }

    /** A value as the database gave it. */
    public void value(String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else {
            json.writeString(value.toString());
        }
    }

    /** Ends the document. */
    @Override
    public void close() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
