// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import io.openinference.instrumentation.api.wire.ImageFormats;
import io.openinference.instrumentation.spi.Base64DataUri;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells images from texts in fields that are named like images. Tools and applications use such
 * names for texts too.
 *
 * <pre>{@code
 * {"mask":"iVBORw0KGgo..."}    {"mask":"the sky, please"}    {"mask":"sky"}
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ImageFields {

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\r\\n]++");

  /** Addresses, and forms of base64 that the pattern above does not know. */
  private static final Pattern ONE_WORD = Pattern.compile("[\\x21-\\x7e\\r\\n]++");

  /** A shorter string of base64's characters may as well be a word. */
  private static final int SURE_LENGTH = 16;

  /** Returns the content of a value. Callers ask for each element of a list separately. */
  public static MessageField contentOf(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return value instanceof List ? MessageField.IMAGE_DATA : MessageField.TEXT;
    }
    if (Base64DataUri.isImage(text) || ImageFormats.isImage(text)) {
      return MessageField.IMAGE_DATA;
    }
    if (text.length() >= SURE_LENGTH && BASE64.matcher(text).matches()) {
      return MessageField.IMAGE_DATA;
    }
    return ONE_WORD.matcher(text).matches() ? MessageField.IMAGE_DATA_OR_TEXT : MessageField.TEXT;
  }

  /** Tells whether a value counts as text under the settings of a redactor. */
  public static boolean isText(String value, JsonRedactor redactor) {
    MessageField content = contentOf(value);
    return content == MessageField.TEXT
        || (content == MessageField.IMAGE_DATA_OR_TEXT && redactor.hidesText());
  }

  private ImageFields() {}
}
