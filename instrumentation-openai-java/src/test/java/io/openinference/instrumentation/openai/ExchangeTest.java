// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import org.junit.jupiter.api.Nested;

/** Calls as the Python instrumentation was recorded with, in each of the ways to make them. */
class ExchangeTest {

  @Nested
  class Sync extends AbstractExchangeTest {

    @Override
    Replay replay(OpenAIClient client) {
      return new Replay(new SyncCalls(client), new SyncStreams(client));
    }
  }

  @Nested
  class Async extends AbstractExchangeTest {

    @Override
    Replay replay(OpenAIClient client) {
      return new Replay(new AsyncCalls(client.async()), new AsyncStreams(client.async()));
    }
  }

  @Nested
  class Raw extends AbstractExchangeTest {

    @Override
    Replay replay(OpenAIClient client) {
      return new Replay(new RawCalls(client), new RawStreams(client));
    }
  }

  @Nested
  class AsyncRaw extends AbstractExchangeTest {

    @Override
    Replay replay(OpenAIClient client) {
      return new Replay(new AsyncRawCalls(client.async()), new AsyncRawStreams(client.async()));
    }
  }
}
