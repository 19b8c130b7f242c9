// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns the body of a request into a reply. */
interface Endpoint {

  Reply reply(JsonNode request) throws ApiException;
}
