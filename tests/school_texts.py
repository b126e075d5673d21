"""Paragraphs of a plan that tests put into Word files."""

from __future__ import annotations

TRAINING = "开展幼儿园教师全员培训，每年培训骨干教师五百人，建立园长轮岗制度。"
FUNDING = "新增教育经费主要用于农村学校，重点改善寄宿条件和营养供餐。"
HEALTH = "每所中小学配备专职心理教师，建立学生健康档案，每学期筛查一次视力。"
DIGITAL = "建设覆盖全市的智慧教育平台，优质课程资源向乡镇学校免费开放。"
