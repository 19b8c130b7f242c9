// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Something to look for in bytes, in each form in which it may have been written. */
record Needle(String text, float[] vector, List<String> forms) {

  static Needle of(String word) {
    byte[] bytes = word.getBytes(UTF_8);
    List<String> forms = new ArrayList<>(inBase64(bytes));
    forms.add(word);
    forms.add(word.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining()));
    forms.add(word.chars().mapToObj("\\u%04X"::formatted).collect(Collectors.joining()));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(new String(word.getBytes(UTF_16LE), ISO_8859_1));
    return new Needle(word, new float[0], forms.stream().distinct().toList());
  }

  static Needle of(float[] vector) {
    List<String> forms = new ArrayList<>();
    ByteBuffer floats =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      floats.putFloat(number);
      forms.add(Float.toString(number));
      forms.add(Double.toString(number));
      // As OTLP has it.
      forms.add(littleEndian(number));
      forms.add(littleEndian(Double.parseDouble(Float.toString(number))));
    }
    forms.addAll(inBase64(floats.array()));
    return new Needle("", vector, List.copyOf(forms));
  }

  private static String littleEndian(double number) {
    byte[] bytes =
        ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(number).array();
    return new String(bytes, ISO_8859_1);
  }

  /** Base64 of bytes looks different for each of three places in what they are part of. */
  private static List<String> inBase64(byte[] bytes) {
    List<String> forms = new ArrayList<>();
    for (int offset = 0; offset < 3; offset++) {
      ByteBuffer shifted = ByteBuffer.allocate(offset + bytes.length).position(offset).put(bytes);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted.array());
      // The first and the last characters share bits with what is around.
      String form = encoded.substring(offset == 0 ? 0 : offset + 1, encoded.length() - 1);
      forms.add(form);
      forms.add(form.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }

  /**
   * @param bytes one character for each
   */
  boolean isIn(String bytes) {
    return forms.stream().anyMatch(bytes::contains);
  }
}
