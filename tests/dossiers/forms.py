"""A form with what forms have: prefill, a question on condition, rows, a statement."""

BIRTH = {
    "title": {"vi": "Tờ khai đăng ký khai sinh", "en": "Declaration of birth"},
    "sections": [
        {
            "key": "declarant",
            "title": {"vi": "Người yêu cầu", "en": "Declarant"},
            "fields": [
                {
                    "key": "full_name",
                    "kind": "text",
                    "label": {"vi": "Họ và tên", "en": "Full name"},
                    "required": True,
                    "max": 60,
                    "prefill": "profile.full_name",
                },
                {
                    "key": "phone",
                    "kind": "phone",
                    "label": {"vi": "Số điện thoại", "en": "Phone"},
                },
            ],
        },
        {
            "key": "child",
            "title": {"vi": "Trẻ em", "en": "Child"},
            "fields": [
                {
                    "key": "born_abroad",
                    "kind": "yes_no",
                    "label": {"vi": "Sinh ở nước ngoài?", "en": "Born abroad?"},
                    "required": True,
                },
                {
                    "key": "country",
                    "kind": "text",
                    "label": {"vi": "Nước sinh", "en": "Country"},
                    "required": True,
                    "show_if": {"field": "born_abroad", "is": True},
                },
                {
                    "key": "siblings",
                    "kind": "group",
                    "label": {"vi": "Anh chị em", "en": "Siblings"},
                    "fields": [
                        {
                            "key": "name",
                            "kind": "text",
                            "label": {"vi": "Họ và tên", "en": "Name"},
                            "required": True,
                        }
                    ],
                },
                {
                    "key": "true",
                    "kind": "statement",
                    "label": {"vi": "Tôi cam đoan lời khai là đúng", "en": "My answers are true"},
                    "required": True,
                },
            ],
        },
    ],
}

ANSWERS = {"full_name": "Nguyễn Thị Mận", "born_abroad": "false", "true": True}
