// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

class NewestReleaseTest extends ReleaseTest {}
