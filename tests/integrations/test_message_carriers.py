"""What goes to each carrier, field by field, and what its answers mean."""

import json

import pytest

from portal.integrations.sms import esms, viettel, vnpt
from portal.integrations.sms.client import after
from portal.integrations.sms.messages import TextMessage, Verdict
from portal.integrations.zalo import messages as zalo

MESSAGE = TextMessage("+84912345678", "Ho so <1> & 2", "key-1", report_to="https://x.example/r")
NAMES = (
    "api_key", "secret", "brandname", "user", "cp_code", "service_id", "label_id", "contract_id",
    "template_id", "agent_id", "api_user", "username",
)  # fmt: skip
ACCOUNT = {name: name for name in NAMES}
VNPT = set(
    """name REQID LABELID CONTRACTTYPEID CONTRACTID TEMPLATEID PARAMS SCHEDULETIME MOBILELIST
    ISTELCOSUB AGENTID APIUSER APIPASS USERNAME DATACODING""".split()  # noqa: SIM905
)
VIETTEL = ("User", "Password", "CPCode", "RequestID", "UserID", "ServiceID", "CommandCode")


def test_esms_names_its_fields_and_its_key():
    body = esms.request(MESSAGE, ACCOUNT).json
    assert body == {
        "ApiKey": "api_key",
        "SecretKey": "secret",
        "Content": "Ho so <1> & 2",
        "Phone": "84912345678",
        "Brandname": "brandname",
        "SmsType": "2",
        "IsUnicode": "0",
        "Sandbox": "0",
        "RequestId": "key-1",
        "CallbackUrl": "https://x.example/r",
        "SendDate": "",
        "campaignid": "",
    }


def test_vnpt_puts_the_text_into_the_first_parameter():
    body = vnpt.request(MESSAGE, ACCOUNT).json["RQST"]
    assert set(body) == VNPT
    assert (body["name"], body["REQID"], body["MOBILELIST"]) == (
        "send_sms_list",
        "key-1",
        "84912345678",
    )
    assert body["PARAMS"] == [{"NUM": "1", "CONTENT": "Ho so <1> & 2"}]


def test_viettel_is_an_envelope_that_no_text_breaks():
    body = viettel.request(MESSAGE, ACCOUNT).body
    assert "<Content>Ho so &lt;1&gt; &amp; 2</Content>" in body
    for name in VIETTEL:
        assert f"<{name}>" in body
    assert "<ReceiverID>84912345678</ReceiverID>" in body


@pytest.mark.parametrize(
    ("read", "body", "verdict"),
    [
        (esms.read, '{"CodeResult":"100","SMSID":"a1"}', Verdict.TAKEN),
        (esms.read, '{"CodeResult":"124"}', Verdict.TAKEN),
        (esms.read, '{"CodeResult":103}', Verdict.REFUSED),
        (esms.read, '{"CodeResult":"131"}', Verdict.BAD),
        (esms.read, '{"CodeResult":"99"}', Verdict.UNKNOWN),
        (esms.read, "<html>502</html>", Verdict.UNKNOWN),
        (esms.read, "[]", Verdict.UNKNOWN),
        (esms.read, "null", Verdict.UNKNOWN),
        (vnpt.read, '{"RPLY":{"name":"send_sms_list","ERROR":"0"}}', Verdict.TAKEN),
        (vnpt.read, '{"RPLY":{"ERROR":"8"}}', Verdict.REFUSED),
        (vnpt.read, '{"RPLY":{"ERROR":"777"}}', Verdict.UNKNOWN),
        (vnpt.read, '{"RPLY":7}', Verdict.UNKNOWN),
        (viettel.read, "<return><result>1</result></return>", Verdict.TAKEN),
        (viettel.read, "<a:return><a:result> 1 </a:result></a:return>", Verdict.TAKEN),
        (viettel.read, "<result>0</result>", Verdict.REFUSED),
        (viettel.read, "<result>11</result>", Verdict.UNKNOWN),
        (viettel.read, "<resultx>1</resultx>", Verdict.UNKNOWN),
    ],
)
def test_answers_of_carriers(read, body, verdict):
    assert read(body).verdict == verdict


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [
        ("TIMEOUT", Verdict.UNKNOWN),
        ("CUT_OFF", Verdict.UNKNOWN),
        ("FAULT 500", Verdict.UNKNOWN),
        ("FAULT 503", Verdict.REFUSED),
        ("NO_CONNECTION", Verdict.REFUSED),
        ("RESTING", Verdict.REFUSED),
        ("OFF", Verdict.REFUSED),
        ("OVERLOADED 429", Verdict.REFUSED),
    ],
)
def test_only_a_call_that_surely_did_nothing_lets_another_carrier_try(reason, verdict):
    assert after(reason).verdict == verdict


@pytest.mark.parametrize(
    ("body", "verdict", "quota"),
    [
        ('{"error":0,"data":{"msg_id":"m","quota":{"remainingQuota":"7"}}}', "TAKEN", 7),
        ('{"error":-124,"message":"token"}', "TOKEN", None),
        ('{"error":-115}', "LATER", None),
        ('{"error":-118}', "BAD", None),
        ('{"error":-109}', "OURS", None),
        ('{"error":-9999}', "UNKNOWN", None),
        ('{"error":0,"data":[1]}', "UNKNOWN", None),
        ("oops", "UNKNOWN", None),
    ],
)
def test_answers_of_zalo(body, verdict, quota):
    found = zalo.read(body)
    assert (found.verdict, found.quota) == (verdict, quota)


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        '{"error":-14014}',
        '{"access_token":"a","refresh_token":"","expires_in":"9"}',
        '{"access_token":"a","refresh_token":"b","expires_in":"0"}',
        '{"access_token":"a","refresh_token":"b","expires_in":"soon"}',
        "[]",
    ],
)
def test_half_a_pair_of_tokens_is_none(body):
    assert zalo.read_pair(body) is None


def test_a_call_of_zalo_is_believed_with_its_signature_only():
    body = json.dumps(
        {
            "event_name": "user_received_message",
            "timestamp": "1795000000000",
            "message": {"delivery_time": "1795000000000", "msg_id": "m", "tracking_id": "t"},
        }
    ).encode()
    signed = zalo.signature("app", body, "1795000000000", "secret")
    assert zalo.arrival_of(body, signed, "app", "secret").tracking_id == "t"
    for given, app, secret in [
        (signed, "x", "secret"),
        (signed, "app", "no"),
        ("", "app", "secret"),
    ]:
        with pytest.raises(ValueError, match="signature"):
            zalo.arrival_of(body, given, app, secret)
