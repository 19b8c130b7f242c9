// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import io.openinference.instrumentation.api.CredentialRedactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON text and at the same time keeps the written values as maps, lists and scalars.
 *
 * <p>A model is therefore read only once for both. The strings in the maps are the model's own
 * strings and not copies.
 */
final class TreeGenerator extends TextGenerator {

  private final DefaultSerializerProvider serializers;
  // The names and values of the open objects and lists.
  private @Nullable Object[] stack = new Object[32];
  private int size;
  private int[] starts = new int[8];
  private int depth;
  private int longestText;
  // The positions in the text where each field of the outermost object begins, and where the last
  // one ends.
  private int[] rootFields = new int[16];
  private int rootFieldCount;
  private boolean hasRepeatedName;
  private boolean mayHoldCredential;
  // True behind a name that may belong to a credential. Only a text, an object or a list can be
  // one.
  private boolean isNamed;

  /**
   * @param generator writes to the buffer
   * @param text receives the JSON text
   * @param serializers write values that the models' own serializers pass to the mapper
   */
  TreeGenerator(JsonGenerator generator, TextBuffer text, DefaultSerializerProvider serializers) {
    super(generator, text);
    this.serializers = serializers;
  }

  /** Returns the written value, or null if nothing was written. */
  @Nullable Object root() {
    return size == 0 ? null : stack[0];
  }

  /** Returns the length of the longest string, in characters. */
  int longestText() {
    return longestText;
  }

  /**
   * Returns the positions in the text where the fields of the outermost object begin, each with the
   * brace or comma before it, and where the last field ends.
   *
   * @return an empty array if there is no such object
   */
  int[] rootFields() {
    return Arrays.copyOf(rootFields, rootFieldCount);
  }

  /** Tells whether an object has two fields of the same name; the text then holds both. */
  boolean hasRepeatedName() {
    return hasRepeatedName;
  }

  /** Tells whether a name or a text may belong to a credential. */
  boolean mayHoldCredential() {
    return mayHoldCredential;
  }

  private void markRootField() {
    if (depth > 1) {
      return;
    }
    if (rootFieldCount == rootFields.length) {
      rootFields = Arrays.copyOf(rootFields, 2 * rootFieldCount);
    }
    int brace = rootFieldCount == 0 ? 1 : 0;
    rootFields[rootFieldCount++] = length() - brace;
  }

  private void pushText(@Nullable String text) {
    if (text != null && text.length() > longestText) {
      longestText = text.length();
    }
    mayHoldCredential |= text != null && (isNamed || CredentialRedactor.mayHoldCredential(text));
    push(text);
  }

  private void pushName(String name) {
    isNamed = CredentialRedactor.mayNameCredential(name);
    push(name);
  }

  private void push(@Nullable Object nameOrValue) {
    if (size == stack.length) {
      stack = Arrays.copyOf(stack, 2 * size);
    }
    stack[size++] = nameOrValue;
  }

  private void open() {
    mayHoldCredential |= isNamed;
    if (depth == starts.length) {
      starts = Arrays.copyOf(starts, 2 * depth);
    }
    starts[depth++] = size;
  }

  /** Returns the values since the last object or list was opened. */
  private @Nullable Object[] takeOpened() {
    int start = starts[--depth];
    @Nullable Object[] slots = Arrays.copyOfRange(stack, start, size);
    Arrays.fill(stack, start, size, null);
    size = start;
    return slots;
  }

  /**
   * Calls the serializers directly, because the mapper would create new ones for each part of each
   * message.
   */
  @Override
  public void writeObject(@Nullable Object model) throws IOException {
    serializers.serializeValue(this, model);
  }

  @Override
  public void writeStartObject() throws IOException {
    super.writeStartObject();
    open();
  }

  @Override
  public void writeStartObject(Object forValue) throws IOException {
    super.writeStartObject(forValue);
    open();
  }

  @Override
  public void writeStartObject(Object forValue, int size) throws IOException {
    super.writeStartObject(forValue, size);
    open();
  }

  @Override
  public void writeEndObject() throws IOException {
    if (rootFieldCount > 0) {
      markRootField();
    }
    super.writeEndObject();
    @Nullable Object[] slots = takeOpened();
    Map<String, @Nullable Object> fields = WireFields.of(slots);
    hasRepeatedName |= fields.size() < slots.length / 2;
    push(fields);
  }

  @Override
  public void writeStartArray() throws IOException {
    super.writeStartArray();
    open();
  }

  @Override
  public void writeStartArray(int size) throws IOException {
    super.writeStartArray();
    open();
  }

  @Override
  public void writeStartArray(Object forValue) throws IOException {
    super.writeStartArray(forValue);
    open();
  }

  @Override
  public void writeStartArray(Object forValue, int size) throws IOException {
    super.writeStartArray(forValue, size);
    open();
  }

  @Override
  public void writeEndArray() throws IOException {
    super.writeEndArray();
    push(Arrays.asList(takeOpened()));
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    markRootField();
    super.writeFieldName(name);
    pushName(name);
  }

  @Override
  public void writeFieldName(SerializableString name) throws IOException {
    markRootField();
    super.writeFieldName(name);
    pushName(name.getValue());
  }

  @Override
  public void writeFieldId(long id) throws IOException {
    writeFieldName(Long.toString(id));
  }

  @Override
  public void writeString(@Nullable String value) throws IOException {
    super.writeString(value);
    pushText(value);
  }

  @Override
  public void writeString(SerializableString value) throws IOException {
    super.writeString(value);
    pushText(value.getValue());
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    writeString(new String(text, offset, length));
  }

  @Override
  public void writeString(Reader reader, int length) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[1024];
    for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
      text.append(buffer, 0, read);
    }
    writeString(length >= 0 ? text.substring(0, Math.min(length, text.length())) : text.toString());
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) throws IOException {
    writeString(new String(text, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    writeString(variant.encode(Arrays.copyOfRange(data, offset, offset + length)));
  }

  @Override
  public int writeBinary(Base64Variant variant, InputStream data, int length) {
    throw new UnsupportedOperationException("only the application may read a stream");
  }

  @Override
  public void writeEmbeddedObject(@Nullable Object value) throws IOException {
    if (value instanceof byte[] data) {
      writeBinary(data);
    } else {
      writeString(value == null ? null : value.toString());
    }
  }

  @Override
  public void writeRawValue(String json) throws IOException {
    super.writeRawValue(json);
    longestText = Integer.MAX_VALUE;
    mayHoldCredential = true;
    push(WireJson.parseValue(json));
  }

  @Override
  public void writeRawValue(String json, int offset, int length) throws IOException {
    writeRawValue(json.substring(offset, offset + length));
  }

  @Override
  public void writeRawValue(char[] json, int offset, int length) throws IOException {
    writeRawValue(new String(json, offset, length));
  }

  @Override
  public void writeNumber(short value) throws IOException {
    super.writeNumber(value);
    push((int) value);
  }

  @Override
  public void writeNumber(int value) throws IOException {
    super.writeNumber(value);
    push(value);
  }

  @Override
  public void writeNumber(long value) throws IOException {
    super.writeNumber(value);
    push(value);
  }

  @Override
  public void writeNumber(@Nullable BigInteger value) throws IOException {
    super.writeNumber(value);
    push(value);
  }

  @Override
  public void writeNumber(double value) throws IOException {
    super.writeNumber(value);
    push(value);
  }

  @Override
  public void writeNumber(float value) throws IOException {
    super.writeNumber(value);
    push(value);
  }

  @Override
  public void writeNumber(@Nullable BigDecimal value) throws IOException {
    super.writeNumber(value);
    push(value);
  }

  @Override
  public void writeNumber(String value) throws IOException {
    writeNumber(new BigDecimal(value));
  }

  @Override
  public void writeNumber(char[] text, int offset, int length) throws IOException {
    writeNumber(new BigDecimal(text, offset, length));
  }

  @Override
  public void writeBoolean(boolean value) throws IOException {
    super.writeBoolean(value);
    push(value);
  }

  @Override
  public void writeNull() throws IOException {
    super.writeNull();
    push(null);
  }

  @Override
  public void writeArray(int[] values, int offset, int length) throws IOException {
    writeStartArray();
    for (int i = offset; i < offset + length; i++) {
      writeNumber(values[i]);
    }
    writeEndArray();
  }

  @Override
  public void writeArray(long[] values, int offset, int length) throws IOException {
    writeStartArray();
    for (int i = offset; i < offset + length; i++) {
      writeNumber(values[i]);
    }
    writeEndArray();
  }

  @Override
  public void writeArray(double[] values, int offset, int length) throws IOException {
    writeStartArray();
    for (int i = offset; i < offset + length; i++) {
      writeNumber(values[i]);
    }
    writeEndArray();
  }

  @Override
  public void writeArray(String[] values, int offset, int length) throws IOException {
    writeStartArray();
    for (int i = offset; i < offset + length; i++) {
      writeString(values[i]);
    }
    writeEndArray();
  }
}
