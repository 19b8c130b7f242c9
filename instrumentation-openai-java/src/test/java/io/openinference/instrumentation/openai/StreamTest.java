// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import org.junit.jupiter.api.Nested;

/** Calls that stream, in each of the ways to make them. */
class StreamTest {

  @Nested
  class Sync extends AbstractStreamTest {

    @Override
    OpenAIStreams streams(OpenAIClient client) {
      return new SyncStreams(client);
    }
  }

  @Nested
  class ForEach extends AbstractStreamTest {

    @Override
    OpenAIStreams streams(OpenAIClient client) {
      return new ForEachStreams(client);
    }
  }

  @Nested
  class Raw extends AbstractStreamTest {

    @Override
    OpenAIStreams streams(OpenAIClient client) {
      return new RawStreams(client);
    }
  }

  @Nested
  class Async extends AbstractStreamTest {

    @Override
    OpenAIStreams streams(OpenAIClient client) {
      return new AsyncStreams(client.async());
    }
  }

  @Nested
  class AsyncRaw extends AbstractStreamTest {

    @Override
    OpenAIStreams streams(OpenAIClient client) {
      return new AsyncRawStreams(client.async());
    }
  }
}
