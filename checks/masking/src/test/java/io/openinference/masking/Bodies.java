// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Bodies of responses that the application reads itself. */
final class Bodies {

  static byte[] read(HttpResponse response) {
    try (response;
        InputStream body = response.body()) {
      return body.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bodies() {}
}
