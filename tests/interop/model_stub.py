#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model server that says what a script tells it to: OpenAI's chat completions and responses, plain and streamed.

A script maps a model name to its replies in order; a reply is {"text": …} or {"tool": name, "arguments": {…}}, with
"in", "out" and "cached" tokens. Frameworks believe they talk to a model; tests know every token beforehand.
"""
import http.server
import itertools
import json
import threading


class ModelStub:
    """One stub on a free loopback port. `unexpected` holds a sentence for each request the script has no reply for."""

    def __init__(self, script):
        self._lock = threading.Lock()
        self._replies = {model: iter(replies) for model, replies in script.items()}
        self._numbers = itertools.count(1)
        self.unexpected = []
        stub = self

        class Handler(_Handler):
            owner = stub

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def next_reply(self, model):
        with self._lock:
            reply = next(self._replies.get(model, iter(())), None)
            if reply is None:
                self.unexpected.append(f"the script has no (further) reply for model {model}")
            return reply, next(self._numbers)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner = None

    def log_message(self, *_):
        pass

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply, number = self.owner.next_reply(request.get("model", ""))
        if reply is None:
            self._send_json(500, {"error": {"message": self.owner.unexpected[-1], "type": "server_error"}})
        elif self.path.endswith("/chat/completions"):
            answer = chat_completion(request["model"], reply, number)
            self._send(request, answer, chat_chunks(request, answer))
        elif self.path.endswith("/responses"):
            answer = response(request["model"], reply, number)
            self._send(request, answer, response_events(answer))
        else:
            self._send_json(404, {"error": {"message": f"no such path: {self.path}", "type": "not_found"}})

    def _send(self, request, answer, stream):
        if not request.get("stream"):
            self._send_json(200, answer)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for line in stream:
            self.wfile.write(line.encode())
        self.close_connection = True

    def _send_json(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def chat_completion(model, reply, number):
    message = {"role": "assistant", "content": reply.get("text")}
    if "tool" in reply:
        call = {"name": reply["tool"], "arguments": json.dumps(reply["arguments"])}
        message["tool_calls"] = [{"id": f"call_{number}", "type": "function", "function": call}]
    return {
        "id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1_700_000_000, "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None,
                     "finish_reason": "tool_calls" if "tool" in reply else "stop"}],
        "usage": {"prompt_tokens": reply["in"], "completion_tokens": reply["out"],
                  "total_tokens": reply["in"] + reply["out"],
                  "prompt_tokens_details": {"cached_tokens": reply.get("cached", 0)},
                  "completion_tokens_details": {"reasoning_tokens": 0}},
    }


def chat_chunks(request, answer):
    """The same answer as server-sent events: the role, the content in pieces, the finish, the usage if asked for."""
    head = {key: answer[key] for key in ("id", "created", "model")} | {"object": "chat.completion.chunk"}
    message = answer["choices"][0]["message"]
    deltas = [{"role": "assistant", "content": ""}]
    if message.get("tool_calls"):
        deltas += [{"tool_calls": [call | {"index": i}]} for i, call in enumerate(message["tool_calls"])]
    else:
        deltas += [{"content": word + " "} for word in message["content"].split()]
    for delta in deltas:
        yield event(head | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
    yield event(head | {"choices": [{"index": 0, "delta": {}, "finish_reason": answer["choices"][0]["finish_reason"]}]})
    if (request.get("stream_options") or {}).get("include_usage"):
        yield event(head | {"choices": [], "usage": answer["usage"]})
    yield "data: [DONE]\n\n"


def response(model, reply, number):
    if "tool" in reply:
        item = {"type": "function_call", "id": f"fc_{number}", "call_id": f"call_{number}", "status": "completed",
                "name": reply["tool"], "arguments": json.dumps(reply["arguments"])}
    else:
        item = {"type": "message", "id": f"msg_{number}", "role": "assistant", "status": "completed",
                "content": [{"type": "output_text", "text": reply["text"], "annotations": []}]}
    return {
        "id": f"resp_{number}", "object": "response", "created_at": 1_700_000_000, "status": "completed", "model": model,
        "output": [item], "parallel_tool_calls": False, "tool_choice": "auto", "tools": [], "error": None,
        "incomplete_details": None, "instructions": None, "metadata": {}, "temperature": 1.0, "top_p": 1.0,
        "usage": {"input_tokens": reply["in"], "output_tokens": reply["out"],
                  "total_tokens": reply["in"] + reply["out"],
                  "input_tokens_details": {"cached_tokens": reply.get("cached", 0)},
                  "output_tokens_details": {"reasoning_tokens": 0}},
    }


def response_events(answer):
    numbers = itertools.count()
    item = answer["output"][0]
    steps = [("response.created", {"response": answer | {"status": "in_progress", "output": [], "usage": None}}),
             ("response.output_item.added", {"output_index": 0, "item": item}),
             ("response.output_item.done", {"output_index": 0, "item": item}),
             ("response.completed", {"response": answer})]
    for name, body in steps:
        yield f"event: {name}\n" + event({"type": name, "sequence_number": next(numbers)} | body)


def event(body):
    return f"data: {json.dumps(body)}\n\n"
