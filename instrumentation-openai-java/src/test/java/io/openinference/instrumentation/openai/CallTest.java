// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import org.junit.jupiter.api.Nested;

/** Calls that give one value, in each of the ways to make them. */
class CallTest {

  @Nested
  class Sync extends AbstractCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new SyncCalls(client);
    }
  }

  @Nested
  class Async extends AbstractCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new AsyncCalls(client.async());
    }
  }

  @Nested
  class Raw extends AbstractCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new RawCalls(client);
    }
  }

  @Nested
  class AsyncRaw extends AbstractCallTest {

    @Override
    OpenAICalls calls(OpenAIClient client) {
      return new AsyncRawCalls(client.async());
    }
  }
}
