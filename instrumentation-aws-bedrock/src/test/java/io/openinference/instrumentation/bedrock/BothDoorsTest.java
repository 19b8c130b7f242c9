// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** All tests of calls, with clients that are wrapped in a process that is traced. */
@Tag("full")
class BothDoorsTest {

  @Nested
  class Converse extends ConverseTest {}

  @Nested
  class ConverseClient extends ConverseClientTest {}

  @Nested
  class ConverseStream extends ConverseStreamTest {}

  @Nested
  class InvokeModel extends InvokeModelTest {}

  @Nested
  class ModelFamily extends ModelFamilyTest {}

  @Nested
  class AgentRuntime extends AgentRuntimeTest {}

  @Nested
  class EarlyEnd extends EarlyEndTest {}
}
