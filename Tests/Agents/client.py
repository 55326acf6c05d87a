#!/usr/bin/env python3
"""client.py CASEBOOK INDEX [CALLS]: talks to `casebook mcp` with the official Python SDK (PyPI `mcp`), in both eras of the protocol.

Lists and calls every tool, reads a resource, gets a prompt, and provokes errors; the SDK validates what comes back against its
models, and structured results against their schemas. With CALLS, that many calls are timed instead, and the memory of the server
is measured at a tenth of them and at the end.
"""
import asyncio
import json
import statistics
import subprocess
import sys
import time

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

ARGUMENTS = {
    "search": {"query": "network effects"},
    "get_record": {"id": "cases/hugging-face.md"},
    "list_records": {"what": "cases"},
    "cite": {"places": ["Hugging Face"], "style": "csl"},
    "find_statements": {"role": "success-factors"},
    "list_metrics": {"org": "Microsoft", "category": "revenue"},
    "compare": {"names": ["Hugging Face", "GitHub Copilot"]},
    "similar": {"case": "Hugging Face"},
    "evidence": {"name": "network-effects"},
    "match_pattern": {"yes": ["platform.1"]},
    "score_partner": {"ratings": {"Acme": {"Strategic Fit": 4}, "Globex": {"Strategic Fit": 2.5}}},
    "plan": {"name": "due diligence"},
    "write_report": {"case": "Hugging Face"},
    "query": {"query": "SELECT subject, value, place FROM metrics LIMIT 2"},
    "risks": {"text": "# Plan\n\n- Sign an exclusive contract for ten years.\n"},
}


def parameters(program, index):
    return StdioServerParameters(command=program, args=["mcp", "--index", index])


async def check(program, index, mode, version):
    async with Client(stdio_client(parameters(program, index)), mode=mode) as client:
        assert client.protocol_version == version, client.protocol_version
        assert client.server_info is None or client.server_info.name == "casebook"
        assert "place" in client.instructions
        tools = (await client.list_tools()).tools
        names = [tool.name for tool in tools]
        assert len(set(names)) == len(names) and set(ARGUMENTS) <= set(names), names
        for tool in tools:
            result = await client.call_tool(tool.name, ARGUMENTS.get(tool.name, {}))
            assert not result.is_error, (tool.name, result.content[0].text)
            answer = result.structured_content
            assert answer["total"] >= len(answer["items"]) and answer["schema"].startswith("casebook."), tool.name
        hits = (await client.call_tool("search", {"query": "network effects", "limit": 3})).structured_content
        assert len(hits["items"]) == 3 and all(hit["file"] and hit["line"] > 0 for hit in hits["items"])
        # Errors of a tool are for the agent to read, those of the protocol for the client.
        wrong = await client.call_tool("list_metrics", {"organisation": "Microsoft"})
        assert wrong.is_error and "org" in wrong.content[0].text
        empty = await client.call_tool("search", {"query": "zyzzyvaxx"})
        assert not empty.is_error and empty.structured_content["items"] == [] and empty.structured_content["notes"]
        for call in (client.call_tool("no_such_tool", {}), client.read_resource("casebook://record/nothing")):
            try:
                await call
                raise AssertionError("an error was expected")
            except MCPError as error:
                assert error.error.code == -32602, error
        resources = (await client.list_resources()).resources
        text = (await client.read_resource(resources[0].uri)).contents[0].text
        assert text, resources[0].uri
        prompts = (await client.list_prompts()).prompts
        prompt = await client.get_prompt(prompts[0].name, {prompts[0].arguments[0].name: "Hugging Face"})
        assert "Hugging Face" in prompt.messages[0].content.text
    print(f"{mode}: {len(tools)} tools, {len(resources)} resources, {len(prompts)} prompts")


def memory(process):
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def measure(program, index, calls):
    """Without the SDK, whose own time would be measured as well."""
    process = subprocess.Popen([program, "mcp", "--index", index], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    tools = ["search", "list_metrics", "list_records", "get_record", "find_statements"]
    times = {tool: [] for tool in tools}
    early = 0
    for number in range(calls):
        tool = tools[number % len(tools)]
        request = {"jsonrpc": "2.0", "id": number, "method": "tools/call",
                   "params": {"name": tool, "arguments": ARGUMENTS[tool]}}
        start = time.perf_counter()
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        times[tool].append(time.perf_counter() - start)
        assert answer["id"] == number and not answer["result"]["isError"]
        if number == calls // 10:
            early = memory(process)
    late = memory(process)
    process.stdin.close()
    assert process.wait(10) == 0
    for tool in tools:
        print(f"{tool}: median {statistics.median(times[tool]) * 1000:.2f} ms")
    print(f"{calls} calls; resident {early} kB after a tenth, {late} kB at the end")


def main():
    if len(sys.argv) < 3 or sys.argv[1] == "--help":
        print(__doc__)
        sys.exit(0 if "--help" in sys.argv else 64)
    program, index = sys.argv[1:3]
    if len(sys.argv) > 3:
        measure(program, index, int(sys.argv[3]))
        return
    asyncio.run(check(program, index, "legacy", "2025-11-25"))
    asyncio.run(check(program, index, "auto", "2026-07-28"))


main()
