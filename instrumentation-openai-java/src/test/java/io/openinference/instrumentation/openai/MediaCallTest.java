// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import org.junit.jupiter.api.Nested;

/** Calls with images and audio, in each of the ways to make them. */
class MediaCallTest {

  @Nested
  class Sync extends AbstractMediaCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new SyncCalls(client);
    }
  }

  @Nested
  class Async extends AbstractMediaCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new AsyncCalls(client.async());
    }
  }

  @Nested
  class Raw extends AbstractMediaCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new RawCalls(client);
    }
  }

  @Nested
  class AsyncRaw extends AbstractMediaCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new AsyncRawCalls(client.async());
    }
  }
}
