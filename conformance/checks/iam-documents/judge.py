"""Reads a file of IAM documents and prints what parliament and cloudsplaining object to, as JSON."""
import json
import sys

import parliament
from cloudsplaining.scan.policy_document import PolicyDocument

# What cloudsplaining asks of a document that lists permissions: each gives a list of what it objects to.
QUESTIONS = [
    "all_allowed_unrestricted_actions",
    "infrastructure_modification",
    "contains_statement_using_not_action",
    "allows_privilege_escalation",
    "permissions_management_without_constraints",
    "write_actions_without_constraints",
    "tagging_actions_without_constraints",
    "allows_data_exfiltration_actions",
    "credentials_exposure",
    "service_wildcard",
]


def by_parliament(document):
    findings = parliament.analyze_policy_string(json.dumps(document), include_community_auditors=True).findings
    return [("parliament", finding.issue, str(finding.detail)) for finding in findings]


def by_cloudsplaining(document):
    policy = PolicyDocument(document)
    answers = [(question, getattr(policy, question)) for question in QUESTIONS]
    return [("cloudsplaining", question, json.dumps(answer)) for question, answer in answers if answer]


def judge(entry):
    document = entry["document"]
    findings = by_parliament(document) + (by_cloudsplaining(document) if entry["identity"] else [])
    return [{"tool": tool, "check": check, "message": message} for tool, check, message in findings]


with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps([judge(entry) for entry in json.load(file)]))
