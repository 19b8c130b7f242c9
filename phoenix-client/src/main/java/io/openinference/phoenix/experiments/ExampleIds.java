// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openinference.phoenix.DatasetExample;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names examples so that two experiments name the same example alike. */
final class ExampleIds {

  private static final int BYTES = 6;

  /** Returns the id of an example, or a hash of its input if it has none. */
  static String of(DatasetExample example) {
    return example.nodeId().isEmpty() ? portable(example) : example.nodeId();
  }

  /** Returns an id that does not depend on the server: the user's, or a hash of the input. */
  static String portable(DatasetExample example) {
    boolean hasOwnId = !example.id().isEmpty() && !example.id().equals(example.nodeId());
    return hasOwnId ? example.id() : hash(ResultJson.write(example.input()));
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private ExampleIds() {}
}
